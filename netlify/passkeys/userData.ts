import { usableSignInMethods } from '../../config/env/usableMethods.ts';
import { userDataInDatabase } from '../platform/userData.ts';
import { erasePasskeys, findAllPasskeys, findPasskeys, movePasskeys, toEntry } from './passkeyStore.ts';
import { relyingPartyOf } from './relyingParty.ts';

/** The passkeys of a user, without keys. Those that the user has removed say when. */
export const passkeys = userDataInDatabase({
  read: async (userId) => {
    const rows = await findAllPasskeys(userId);
    return rows.map((row) => ({
      ...toEntry(row),
      ...(row.removed_at !== null && { removedAt: row.removed_at.getTime() }),
    }));
  },
  erase: erasePasskeys,
  move: movePasskeys,
  signInMethods: async (userId, event) => {
    if (!usableSignInMethods().includes('passkey')) return [];
    const host = relyingPartyOf(event).id;
    return (await findPasskeys(userId)).some((row) => row.rp_id === host) ? ['passkey'] : [];
  },
});

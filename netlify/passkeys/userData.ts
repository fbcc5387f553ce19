import { usableSignInMethods } from '../../config/env/usableMethods.ts';
import type { UserData } from '../platform/userData.ts';
import { hasDatabase } from '../platform/store/database.ts';
import { erasePasskeys, findAllPasskeys, findPasskeys, movePasskeys, toEntry } from './passkeyStore.ts';
import { relyingPartyOf } from './relyingParty.ts';

/** The passkeys of a user, without keys. Those that the user has removed say when. */
export const passkeys: UserData = {
  read: async (userId) => {
    if (!hasDatabase()) return null;
    const rows = await findAllPasskeys(userId);
    return rows.map((row) => ({
      ...toEntry(row),
      ...(row.removed_at !== null && { removedAt: row.removed_at.getTime() }),
    }));
  },
  erase: async (userId) => {
    if (hasDatabase()) await erasePasskeys(userId);
  },
  move: async (fromId, toId) => {
    if (hasDatabase()) await movePasskeys(fromId, toId);
  },
  signInMethods: async (userId, event) => {
    if (!usableSignInMethods().includes('passkey')) return [];
    const host = relyingPartyOf(event).id;
    return (await findPasskeys(userId)).some((row) => row.rp_id === host) ? ['passkey'] : [];
  },
};

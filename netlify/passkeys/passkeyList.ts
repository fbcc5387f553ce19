import { isPasskeyId } from '../../config/contracts/passkeyRoutes.ts';
import type { PasskeyEntry, PasskeyRemoved, PasskeysAnswer } from '../../config/contracts/passkeys.ts';
import { tellOwner } from '../activity/tellOwner.ts';
import { NOTHING_HERE, Refusal } from '../platform/http/refusal.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { toOwner } from '../platform/mail/notices.ts';
import { requireSessionUser } from '../platform/session/sessionUser.ts';
import type { SessionEvent } from '../platform/session/verifySession.ts';
import { endOtherSessions, endOthersAndTell } from '../sessions/sessionList.ts';
import { passkeyRemovedNotice } from './passkeyNotices.ts';
import { hasOtherWay } from './hasOtherWay.ts';
import { findPasskeys, markRemoved, updateName, toEntry } from './passkeyStore.ts';

const unknown = () => new Refusal(404, 'NOT_FOUND', NOTHING_HERE);

/** @throws Refusal 404 for what is no id of a passkey */
function requireId(id: string): string {
  if (!isPasskeyId(id)) throw unknown();
  return id;
}

/** Returns the passkeys of a user for display. */
export async function listPasskeys(userId: string): Promise<PasskeysAnswer> {
  return { passkeys: (await findPasskeys(userId)).map(toEntry) };
}

/** @throws Refusal 404 for a passkey of another user, and one that does not exist, 503 */
export async function changeName(event: SessionEvent, id: string, name: string): Promise<PasskeyEntry> {
  const renamed = await updateName(event.session.getUserId(), requireId(id), name);
  if (renamed === undefined) throw unknown();
  return toEntry(renamed);
}

const lastWay = () =>
  new Refusal(
    409,
    'CONFLICT',
    'This passkey is your only way to sign in. Add another way first, then remove it.',
    { reason: 'passkeys.last', outcome: 'last_way_to_sign_in' },
  );

/**
 * Removes a passkey of the user, who is notified by mail. All other sessions and outstanding requests end:
 * the device that it was stored on may be lost.
 *
 * @throws Refusal 409 for the last way to sign in, 503
 */
export async function removeOwnPasskey(event: SessionEvent, id: string): Promise<PasskeyRemoved> {
  const user = await requireSessionUser(event.session);
  const userId = event.session.getUserId();
  const removed = await markRemoved(userId, requireId(id), hasOtherWay(user));
  if (removed === undefined) {
    const isThere = (await findPasskeys(userId)).some((one) => one.id === id);
    if (isThere) throw lastWay();
  }
  if (removed === undefined) {
    // Again after a removal that could not end them.
    await endOtherSessions(event.session);
    return { removed: false, notified: true };
  }
  recordOutcome('passkey_removed');
  const notified = await endOthersAndTell(event.session, (othersEnded) =>
    tellOwner(event, toOwner(user), passkeyRemovedNotice(removed.name, othersEnded), 'passkey_removed'),
  );
  return { removed: true, notified };
}

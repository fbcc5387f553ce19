import { deleteUser } from 'supertokens-node';
import {
  toAccountMethod,
  type AccountMethod,
  type MethodRemoved,
} from '../../config/contracts/sign-in-methods.ts';
import { tellOwner } from '../activity/tellOwner.ts';
import { withChangeLock } from '../platform/account/changeLock.ts';
import { toMethod } from '../platform/account/methodOfAccount.ts';
import { removedMethods, setRemoved } from '../platform/account/removedMethods.ts';
import { NOTHING_HERE, Refusal } from '../platform/http/refusal.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { methodRemovedNotice } from '../platform/mail/methodNotices.ts';
import { toOwner } from '../platform/mail/notices.ts';
import { requireSessionUser } from '../platform/session/sessionUser.ts';
import type { SessionEvent } from '../platform/session/verifySession.ts';
import { endOtherSessions, endOthersAndTell } from '../sessions/sessionList.ts';
import { hasOtherThan, isCurrent } from './methodList.ts';

/** @throws Refusal 404 for what is no way to sign in */
function requireMethod(name: string): AccountMethod {
  const method = toAccountMethod(name);
  if (method === undefined) throw new Refusal(404, 'NOT_FOUND', NOTHING_HERE);
  return method;
}

const isInUse = () =>
  new Refusal(409, 'CONFLICT', 'You signed in this way. Sign in another way, then remove it.', {
    outcome: 'method_in_use',
    reason: 'sign-in-methods.inUse',
  });

const isLast = () =>
  new Refusal(409, 'CONFLICT', 'This is your only way to sign in. Add another one first.', {
    outcome: 'last_way_to_sign_in',
    reason: 'sign-in-methods.last',
  });

/** Ends the sessions that an earlier removal could not end. */
async function endAgain({ session }: SessionEvent, method: AccountMethod): Promise<MethodRemoved> {
  if ((await removedMethods(session.getUserId())).includes(method)) await endOtherSessions(session);
  return { removed: false, notified: true };
}

async function remove(event: SessionEvent, method: AccountMethod): Promise<MethodRemoved> {
  const { session } = event;
  // Read under the lock: another request may have removed another way.
  const user = await requireSessionUser(session);
  const gone = user.loginMethods.filter((one) => toMethod(one) === method);
  if (gone.length === 0) return endAgain(event, method);
  if (gone.some((one) => isCurrent(event, one))) throw isInUse();
  if (!hasOtherThan(user, method)) throw isLast();
  // First, so that a sign-in at the same time does not bring it back.
  await setRemoved(user.id, method, true);
  for (const { recipeUserId } of gone) await deleteUser(recipeUserId.getAsString(), false);
  recordOutcome('sign_in_method_removed');
  const notified = await endOthersAndTell(session, (othersEnded) =>
    tellOwner(event, toOwner(user), methodRemovedNotice(method, othersEnded), 'sign_in_method_removed'),
  );
  return { removed: true, notified };
}

/**
 * Removes a way to sign in from the account of the user. All other sessions and outstanding requests end, and
 * the user is notified by mail. Removing it again changes nothing.
 *
 * @throws Refusal 404, 409 for the last way and for that of this session, 503
 */
export function removeMethod(event: SessionEvent, name: string): Promise<MethodRemoved> {
  const method = requireMethod(name);
  return withChangeLock(event.session.getUserId(), () => remove(event, method));
}

/** Lets a way to sign in that the user has removed become part of the account again. */
export async function allowMethod({ session }: SessionEvent, name: string): Promise<{ allowed: true }> {
  const method = requireMethod(name);
  const { id } = await requireSessionUser(session);
  await setRemoved(id, method, false);
  recordOutcome('sign_in_method_allowed');
  return { allowed: true };
}

import { getUser } from 'supertokens-node';
import { revokeSession, type SessionContainer } from 'supertokens-node/recipe/session';
import { readCredentialState } from '../email/outstanding.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { currentScope, type RequestScope } from '../platform/http/scope.ts';

/** Outcome of a sign-in that a change of the credentials has overtaken. */
export const SIGN_IN_OVERTAKEN = 'sign_in_overtaken';

const MESSAGE =
  'Your account was changed while you were signing in. Sign in again. If your password has been changed, use the new one.';

/**
 * Whether the credentials of a user have changed since a proof of theirs was accepted, which is then void.
 *
 * @param time in milliseconds since the epoch
 */
export async function hasChangedSince(time: number, userId: string): Promise<boolean> {
  const { changedAt, isEnding } = await readCredentialState(userId);
  return isEnding || changedAt > time;
}

/** Whether the account of a session is deleted, or its credentials have changed since the request arrived. */
async function isOvertaken(userId: string, { receivedAt, ownGeneration }: RequestScope): Promise<boolean> {
  const { changedAt, generation, isEnding } = await readCredentialState(userId);
  if (isEnding || (changedAt > receivedAt && generation !== ownGeneration)) return true;
  // Afterwards: the state of the credentials is deleted with the user.
  return (await getUser(userId)) === undefined;
}

/**
 * Ends a new session if its account has changed since the request arrived: what it was created for may be
 * void by now, such as a password that was reset, and the change has ended the sessions that it found. An
 * account that was deleted needs no session either.
 *
 * @throws Refusal 409
 */
export async function refuseOvertaken(session: SessionContainer): Promise<void> {
  const scope = currentScope();
  if (scope === undefined) return;
  if (!(await isOvertaken(session.getUserId(), scope))) return;
  await revokeSession(session.getHandle());
  throw new Refusal(409, 'CONFLICT', MESSAGE, {
    reason: 'platform.signInOvertaken',
    outcome: SIGN_IN_OVERTAKEN,
  });
}

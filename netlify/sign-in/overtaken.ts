import { revokeSession, type SessionContainer } from 'supertokens-node/recipe/session';
import { readCredentialState } from '../email/outstanding.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { currentScope } from '../platform/http/scope.ts';

/** Outcome of a sign-in that a change of the credentials has overtaken. */
export const SIGN_IN_OVERTAKEN = 'sign_in_overtaken';

const MESSAGE =
  'Your account was changed while you were signing in. Sign in again. If your password has been changed, use the new one.';

/**
 * Ends a new session if the credentials of its user have changed since the request arrived: what it was
 * created for may be void by now, such as a password that was reset, and the change has ended the sessions
 * that it found.
 *
 * @throws Refusal 409
 */
export async function refuseOvertaken(session: SessionContainer): Promise<void> {
  const scope = currentScope();
  if (scope === undefined) return;
  const { changedAt, generation } = await readCredentialState(session.getUserId());
  if (changedAt <= scope.receivedAt || generation === scope.ownGeneration) return;
  await revokeSession(session.getHandle());
  throw new Refusal(409, 'CONFLICT', MESSAGE, {
    reason: 'platform.signInOvertaken',
    outcome: SIGN_IN_OVERTAKEN,
  });
}

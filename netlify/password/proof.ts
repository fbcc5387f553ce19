import type { SessionContainer } from 'supertokens-node/recipe/session';
import type { User } from 'supertokens-node/types';
import { missingPasswordMessage } from '../../config/contracts/password.ts';
import { translationOf } from '../../config/contracts/refusalReason.ts';
import { hasPassword } from '../platform/account/loginMethod.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { requireRecentSignIn } from '../platform/session/recentProof.ts';
import { isOwnPassword, passwordOf } from './ownPassword.ts';

/**
 * Whether the user has given their password, or signed in recently if they have none.
 *
 * @throws Refusal 400 for a missing password, 403 for a sign-in that is not recent, 429
 */
export async function hasProof(
  session: SessionContainer,
  user: User,
  password: string | undefined,
): Promise<boolean> {
  if (!hasPassword(user)) {
    requireRecentSignIn(session);
    return true;
  }
  const message = missingPasswordMessage('password');
  if (password === undefined)
    throw new Refusal(400, 'BAD_REQUEST', message, { field: 'password', ...translationOf(message) });
  return isOwnPassword(session, passwordOf(user, session), password);
}

import type { RecipeUserId } from 'supertokens-node';
import { verifyCredentials } from 'supertokens-node/recipe/emailpassword';
import type { SessionContainer } from 'supertokens-node/recipe/session';
import type { User } from 'supertokens-node/types';
import { wrongPasswordMessage, type PasswordFieldName } from '../../config/contracts/password.ts';
import { translationOf } from '../../config/contracts/refusalReason.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { requireSessionUser } from '../platform/session/sessionUser.ts';
import { forgetReauthentications, refuseTooManyReauthentications } from '../platform/throttle/throttle.ts';

/** Message for a wrong current password. */
export function wrongPassword(field: PasswordFieldName): Refusal {
  const message = wrongPasswordMessage(field);
  return new Refusal(400, 'BAD_REQUEST', message, {
    field,
    outcome: 'wrong_password',
    ...translationOf(message),
  });
}

/** The password login of a signed-in user. */
export interface OwnPassword {
  recipeUserId: RecipeUserId;
  email: string;
  tenantId: string;
}

/**
 * Returns the login method of the session's user that has a password; preferably the one they signed in with.
 *
 * @throws Refusal 409 if none has
 */
export function passwordOf(user: User, session: SessionContainer): OwnPassword {
  const signedInBy = session.getRecipeUserId().getAsString();
  const methods = user.loginMethods.filter(({ recipeId }) => recipeId === 'emailpassword');
  const method = methods.find(({ recipeUserId }) => recipeUserId.getAsString() === signedInBy) ?? methods[0];
  if (method?.email === undefined)
    throw new Refusal(409, 'CONFLICT', 'Your account has no password.', {
      reason: 'password.none',
      outcome: 'no_password',
    });
  const here = session.getTenantId();
  const tenantId = method.tenantIds.includes(here) ? here : (method.tenantIds[0] ?? here);
  return { recipeUserId: method.recipeUserId, email: method.email, tenantId };
}

/** Returns the password login of a user for callers that have only the session. */
export async function ownPassword(session: SessionContainer): Promise<OwnPassword> {
  return passwordOf(await requireSessionUser(session), session);
}

/**
 * Returns whether this is the user's password. Attempts are counted, so that it cannot be guessed in an
 * unattended browser.
 *
 * @throws Refusal 429 with Retry-After
 */
export async function isOwnPassword(
  session: SessionContainer,
  { email, tenantId }: OwnPassword,
  password: string,
): Promise<boolean> {
  await refuseTooManyReauthentications(session.getUserId());
  const { status } = await verifyCredentials(tenantId, email, password);
  if (status === 'OK') await forgetReauthentications(session.getUserId());
  return status === 'OK';
}

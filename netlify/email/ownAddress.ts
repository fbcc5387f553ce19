import type { SessionContainer } from 'supertokens-node/recipe/session';
import type { User } from 'supertokens-node/types';
import { DEFAULT_TENANT } from '../../config/supertokens/tenant.ts';
import { passwordOf, type OwnPassword } from '../password/ownPassword.ts';
import { hasPassword } from '../platform/account/loginMethod.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { requireSessionUser } from '../platform/session/sessionUser.ts';

/** The login method whose address a user can change, with its recipe. */
export type OwnAddress = OwnPassword;

const NOT_OURS = 'Your email address comes from the account that you sign in with. Change it there.';

function linkAddressOf({ loginMethods }: User): OwnAddress | undefined {
  const method = loginMethods.find(
    ({ recipeId, email }) => recipeId === 'passwordless' && email !== undefined,
  );
  if (method?.email === undefined) return undefined;
  const [tenantId = DEFAULT_TENANT] = method.tenantIds;
  return { recipeUserId: method.recipeUserId, email: method.email, tenantId };
}

/**
 * Returns the user of a session and the address that they can change: that of their password, or the one that
 * links are sent to.
 *
 * @throws Refusal 409 if the address is managed elsewhere
 */
export async function ownAddress(session: SessionContainer): Promise<{ user: User; own: OwnAddress }> {
  const user = await requireSessionUser(session);
  const own = hasPassword(user) ? passwordOf(user, session) : linkAddressOf(user);
  if (own === undefined)
    throw new Refusal(409, 'CONFLICT', NOT_OURS, {
      reason: 'email.fromProvider',
      outcome: 'no_own_address',
    });
  return { user, own };
}

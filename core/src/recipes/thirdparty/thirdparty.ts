import type { Context } from '../../context.ts';
import { uuid } from '../../crypto/digest.ts';
import type { Tx } from '../../db/query.ts';
import { markActive } from '../activeusers/activeusers.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { emailIsOfAnotherPrimaryUser } from '../users/conflicts.ts';
import {
  addUser,
  changeThirdPartyEmail,
  findUser,
  markEmailVerified,
  methodWithThirdParty,
} from '../users/store.ts';
import type { LoginMethod, ThirdParty, User } from '../users/types.ts';
import { withVerified } from '../users/user.ts';

/** A user as the provider identifies them. */
export interface Identity {
  readonly thirdParty: ThirdParty;
  readonly email: string;
  readonly isVerified: boolean;
}

export type SignInUpResult =
  | { status: 'OK'; createdNewUser: boolean; user: User; recipeUserId: string }
  | { status: 'EMAIL_CHANGE_NOT_ALLOWED_ERROR'; reason: string };

/** Signs a user of a provider in, or up if they are new in the tenant. */
export function signInUp(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { appId, tenantId }: Tenant,
  { thirdParty, email, isVerified }: Identity,
): Promise<SignInUpResult> {
  return db.write((tx) => {
    const now = clock.now();
    const known = knownMethod(tx, appId, tenantId, thirdParty);
    const recipeUserId = known?.method.recipeUserId ?? uuid();
    if (known === null)
      addUser(tx, appId, {
        userId: recipeUserId,
        tenantId,
        recipeId: 'thirdparty',
        timeJoined: now,
        email,
        thirdParty,
      });
    else if (!followEmail(tx, appId, known, thirdParty, email))
      return {
        status: 'EMAIL_CHANGE_NOT_ALLOWED_ERROR',
        reason: 'Email already associated with another primary user.',
      };
    if (isVerified) markEmailVerified(tx, appId, recipeUserId, email);

    const user = findUser(tx, appId, recipeUserId);
    if (user === null) throw new Error('the signed-in user does not exist');
    markActive(tx, appId, user.id, now);
    return {
      status: 'OK',
      createdNewUser: known === null,
      user: isVerified ? withVerified(user, recipeUserId) : user,
      recipeUserId,
    };
  });
}

interface Known {
  readonly user: User;
  readonly method: LoginMethod;
}

/**
 * Finds the user in the tenant, and the login method that the real core reports: the first, whatever its
 * tenant.
 */
function knownMethod(tx: Tx, appId: string, tenantId: string, thirdParty: ThirdParty): Known | null {
  const id = methodWithThirdParty(tx, appId, tenantId, thirdParty);
  const user = id === null ? null : findUser(tx, appId, id);
  const method = user?.loginMethods.find(
    (one) => one.thirdParty?.id === thirdParty.id && one.thirdParty.userId === thirdParty.userId,
  );
  return user === null || method === undefined ? null : { user, method };
}

/** Updates the email to the provider's current one. Returns false if another primary user has it. */
function followEmail(
  tx: Tx,
  appId: string,
  { user, method }: Known,
  thirdParty: ThirdParty,
  email: string,
): boolean {
  if (method.email === email) return true;
  if (emailIsOfAnotherPrimaryUser(tx, appId, user, email)) return false;
  changeThirdPartyEmail(tx, appId, thirdParty, email);
  return true;
}

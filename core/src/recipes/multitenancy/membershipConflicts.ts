import type { Tx } from '../../db/query.ts';
import {
  usersOfAppWithEmail,
  usersOfAppWithPhoneNumber,
  usersOfAppWithThirdParty,
} from '../users/appUsers.ts';
import { usersByIds } from '../users/store.ts';
import type { LoginMethod, User } from '../users/types.ts';
import { emailsOf, phoneNumbersOf, tenantIdsOf, thirdPartiesOf, timeJoinedOf } from '../users/user.ts';

/** Why a login method cannot be added to a tenant. */
export type MembershipConflict =
  | { status: 'EMAIL_ALREADY_EXISTS_ERROR' }
  | { status: 'PHONE_NUMBER_ALREADY_EXISTS_ERROR' }
  | { status: 'THIRD_PARTY_USER_ALREADY_EXISTS_ERROR' }
  | { status: 'ASSOCIATION_NOT_ALLOWED_ERROR'; reason: string };

/** A piece of account info of a user and the other users in the app who have it. */
interface Identity {
  readonly status: Exclude<MembershipConflict['status'], 'ASSOCIATION_NOT_ALLOWED_ERROR'>;
  readonly name: string;
  readonly holders: (tx: Tx, appId: string) => string[];
  readonly isOf: (method: LoginMethod) => boolean;
}

/**
 * Finds the reason why a user cannot be added to a tenant. A primary user brings the account info of all its
 * login methods; any user of the tenant with part of it is a conflict, even if they belong to the tenant by
 * another login method.
 */
export function findMembershipConflict(
  tx: Tx,
  appId: string,
  tenantId: string,
  user: User,
): MembershipConflict | null {
  for (const identity of identitiesOf(user)) {
    const others = usersByIds(tx, appId, identity.holders(tx, appId))
      .filter((other) => other.id !== user.id && tenantIdsOf(other).includes(tenantId))
      // An email may be shared with users who are not primary users.
      .filter((other) => other.isPrimaryUser || identity.status !== 'EMAIL_ALREADY_EXISTS_ERROR')
      .sort((a, b) => timeJoinedOf(a) - timeJoinedOf(b));
    const [other] = others;
    if (other !== undefined) return conflictWith(other, identity, tenantId, user);
  }
  return null;
}

/** Account info is unique within a recipe and, across recipes, among primary users. */
function conflictWith(
  other: User,
  { status, name, isOf }: Identity,
  tenantId: string,
  user: User,
): MembershipConflict {
  const recipes = user.loginMethods.filter((method) => isOf(method)).map(({ recipeId }) => recipeId);
  const isDuplicate = other.loginMethods.some(
    (method) => method.tenantIds.includes(tenantId) && isOf(method) && recipes.includes(method.recipeId),
  );
  return isDuplicate
    ? { status }
    : {
        status: 'ASSOCIATION_NOT_ALLOWED_ERROR',
        reason: `Another primary user with ${name} already exists: ${other.id}`,
      };
}

const identitiesOf = (user: User): Identity[] => [
  ...emailsOf(user).map((email): Identity => ({
    status: 'EMAIL_ALREADY_EXISTS_ERROR',
    name: 'email',
    holders: (tx, appId) => usersOfAppWithEmail(tx, appId, email),
    isOf: (method) => method.email === email,
  })),
  ...phoneNumbersOf(user).map((phoneNumber): Identity => ({
    status: 'PHONE_NUMBER_ALREADY_EXISTS_ERROR',
    name: 'phone number',
    holders: (tx, appId) => usersOfAppWithPhoneNumber(tx, appId, phoneNumber),
    isOf: (method) => method.phoneNumber === phoneNumber,
  })),
  ...thirdPartiesOf(user).map((one): Identity => ({
    status: 'THIRD_PARTY_USER_ALREADY_EXISTS_ERROR',
    name: 'third party info',
    holders: (tx, appId) => usersOfAppWithThirdParty(tx, appId, one),
    isOf: ({ thirdParty }) => thirdParty?.id === one.id && thirdParty.userId === one.userId,
  })),
];

import { isAtLeast } from '../../cdiVersions.ts';
import type { CdiVersion } from '../../cdiVersions.ts';
import type { LoginMethod, User } from './types.ts';
import { emailsOf, phoneNumbersOf, tenantIdsOf, thirdPartiesOf, timeJoinedOf } from './user.ts';

/** The id of a login method or a user as the app knows it. */
const shownId = (one: LoginMethod | User): string =>
  one.externalId ?? ('recipeUserId' in one ? one.recipeUserId : one.id);

/** The id, as the app knows it, of the login method that has this id with us. */
export function shownMethodId(user: User, recipeUserId: string): string {
  const method = user.loginMethods.find((one) => one.recipeUserId === recipeUserId);
  return method === undefined ? recipeUserId : shownId(method);
}

/** The real core lists a null where the last passkey of a login method was removed. */
function credentialIdsOf({ recipeId, credentialIds }: LoginMethod): readonly (string | null)[] {
  return recipeId === 'webauthn' && credentialIds.length === 0 ? [null] : credentialIds;
}

/** A user with all login methods. Callers of before 5.3 know of no passkeys, but are shown who has some. */
export function userToJson(user: User, cdiVersion: CdiVersion): object {
  const knowsPasskeys = isAtLeast(cdiVersion, '5.3');
  const known = user.loginMethods.filter(({ recipeId }) => knowsPasskeys || recipeId !== 'webauthn');
  const credentialIds = [...new Set(known.flatMap((method) => credentialIdsOf(method)))];
  return {
    id: shownId(user),
    isPrimaryUser: user.isPrimaryUser,
    tenantIds: tenantIdsOf(user),
    timeJoined: timeJoinedOf(user),
    emails: emailsOf({ ...user, loginMethods: known }),
    phoneNumbers: phoneNumbersOf(user),
    thirdParty: thirdPartiesOf(user),
    ...(knowsPasskeys && { webauthn: { credentialIds } }),
    loginMethods: user.loginMethods.map((method) => ({
      ...methodToJson(method),
      ...(knowsPasskeys &&
        method.recipeId === 'webauthn' && { webauthn: { credentialIds: credentialIdsOf(method) } }),
    })),
  };
}

/** A user as the recipes show one: to callers of before account linking (4.0), the first login method alone. */
export function userOfRecipeToJson(user: User, cdiVersion: CdiVersion): object {
  const [method] = user.loginMethods;
  if (method === undefined || isAtLeast(cdiVersion, '4.0')) return userToJson(user, cdiVersion);
  return {
    id: shownId(method),
    timeJoined: method.timeJoined,
    ...(isAtLeast(cdiVersion, '3.0') && { tenantIds: method.tenantIds }),
    email: method.email ?? undefined,
    phoneNumber: method.phoneNumber ?? undefined,
    thirdParty: method.thirdParty ?? undefined,
  };
}

/** What getters from before account linking answer: a user, or that there is none. */
export const foundToJson = (user: User | null, otherwise: string, cdiVersion: CdiVersion): object =>
  user === null ? { status: otherwise } : { status: 'OK', user: userOfRecipeToJson(user, cdiVersion) };

/** What tells which login method of a user was used; left out for callers of before account linking. */
export const usedMethodToJson = (user: User, recipeUserId: string, cdiVersion: CdiVersion): object =>
  isAtLeast(cdiVersion, '4.0') ? { recipeUserId: shownMethodId(user, recipeUserId) } : {};

const methodToJson = (method: LoginMethod): object => ({
  tenantIds: method.tenantIds,
  recipeUserId: shownId(method),
  verified: method.verified,
  timeJoined: method.timeJoined,
  recipeId: method.recipeId,
  email: method.email ?? undefined,
  phoneNumber: method.phoneNumber ?? undefined,
  thirdParty: method.thirdParty ?? undefined,
});

import { isAtLeast } from '../../cdiVersions.ts';
import type { CdiVersion } from '../../cdiVersions.ts';
import type { LoginMethod, User } from './types.ts';
import { emailsOf, phoneNumbersOf, tenantIdsOf, thirdPartiesOf, timeJoinedOf } from './user.ts';

/** Returns the id that the app knows. */
const shownId = (one: LoginMethod | User): string =>
  one.externalId ?? ('recipeUserId' in one ? one.recipeUserId : one.id);

/** Returns the id that the app knows for a login method's own id. */
export function shownMethodId(user: User, recipeUserId: string): string {
  const method = user.loginMethods.find((one) => one.recipeUserId === recipeUserId);
  return method === undefined ? recipeUserId : shownId(method);
}

/** The real core returns null for a login method whose last passkey was removed. */
function credentialIdsOf({ recipeId, credentialIds }: LoginMethod): readonly (string | null)[] {
  return recipeId === 'webauthn' && credentialIds.length === 0 ? [null] : credentialIds;
}

/** Converts a user with all login methods. Callers before CDI 5.3 get no credential ids. */
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

/**
 * Converts a user for recipe responses: callers before account linking (4.0) get the first login method only.
 */
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

/** The response of getters before account linking. */
export const foundToJson = (user: User | null, otherwise: string, cdiVersion: CdiVersion): object =>
  user === null ? { status: otherwise } : { status: 'OK', user: userOfRecipeToJson(user, cdiVersion) };

/** The member that names the used login method; omitted for callers before account linking. */
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

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

export const userToJson = (user: User): object => ({
  id: shownId(user),
  isPrimaryUser: user.isPrimaryUser,
  tenantIds: tenantIdsOf(user),
  timeJoined: timeJoinedOf(user),
  emails: emailsOf(user),
  phoneNumbers: phoneNumbersOf(user),
  thirdParty: thirdPartiesOf(user),
  webauthn: { credentialIds: [...new Set(user.loginMethods.flatMap((method) => credentialIdsOf(method)))] },
  loginMethods: user.loginMethods.map((method) => methodToJson(method)),
});

const methodToJson = (method: LoginMethod): object => ({
  tenantIds: method.tenantIds,
  recipeUserId: shownId(method),
  verified: method.verified,
  timeJoined: method.timeJoined,
  recipeId: method.recipeId,
  email: method.email ?? undefined,
  phoneNumber: method.phoneNumber ?? undefined,
  thirdParty: method.thirdParty ?? undefined,
  webauthn: method.recipeId === 'webauthn' ? { credentialIds: credentialIdsOf(method) } : undefined,
});

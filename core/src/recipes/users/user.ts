import type { RecipeId, ThirdParty, User } from './types.ts';

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

export const tenantIdsOf = ({ loginMethods }: User): string[] =>
  distinct(loginMethods.flatMap((method) => method.tenantIds));

export const emailsOf = ({ loginMethods }: User): string[] =>
  distinct(loginMethods.flatMap((method) => method.email ?? []));

export const phoneNumbersOf = ({ loginMethods }: User): string[] =>
  distinct(loginMethods.flatMap((method) => method.phoneNumber ?? []));

/** The same third-party user may have a login method in each of several tenants. */
export const thirdPartiesOf = ({ loginMethods }: User): ThirdParty[] => {
  const all = loginMethods.flatMap(({ thirdParty }) => thirdParty ?? []);
  return [...new Map(all.map((one) => [JSON.stringify([one.id, one.userId]), one])).values()];
};

/** Sorts users by the time they joined, oldest first, as the real core sorts users found by account info. */
export const oldestFirst = (users: readonly User[]): User[] =>
  users.toSorted((a, b) => timeJoinedOf(a) - timeJoinedOf(b));

export const timeJoinedOf = ({ loginMethods }: User): number =>
  Math.min(...loginMethods.map((method) => method.timeJoined));

/** Returns a login method as a separate user, as responses before account linking contain it. */
export function asOwnUser(user: User, recipeUserId: string, recipeId: RecipeId): User | null {
  const method = user.loginMethods.find(
    (one) => one.recipeUserId === recipeUserId && one.recipeId === recipeId,
  );
  if (method === undefined) return null;
  return { ...user, id: method.recipeUserId, externalId: method.externalId, loginMethods: [method] };
}

/**
 * The real core stores this verification under its own id even if it is mapped, so only this response
 * contains "verified".
 */
export const withVerified = (user: User, recipeUserId: string): User => ({
  ...user,
  loginMethods: user.loginMethods.map((method) =>
    method.recipeUserId === recipeUserId ? { ...method, verified: true } : method,
  ),
});

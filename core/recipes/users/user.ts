import type { RecipeId, User } from './types.ts';

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

/** What the login methods of a user come to. */
export const tenantIdsOf = ({ loginMethods }: User): string[] =>
  distinct(loginMethods.flatMap((method) => method.tenantIds));

export const emailsOf = ({ loginMethods }: User): string[] =>
  distinct(loginMethods.flatMap((method) => method.email ?? []));

export const phoneNumbersOf = ({ loginMethods }: User): string[] =>
  distinct(loginMethods.flatMap((method) => method.phoneNumber ?? []));

export const timeJoinedOf = ({ loginMethods }: User): number =>
  Math.min(...loginMethods.map((method) => method.timeJoined));

/** What getters from before account linking show: the login method of a recipe, as a user of its own. */
export function asOwnUser(user: User, recipeUserId: string, recipeId: RecipeId): User | null {
  const method = user.loginMethods.find(
    (one) => one.recipeUserId === recipeUserId && one.recipeId === recipeId,
  );
  if (method === undefined) return null;
  return { ...user, id: method.recipeUserId, externalId: method.externalId, loginMethods: [method] };
}

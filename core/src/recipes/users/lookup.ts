import type { Context } from '../../context.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { findOwnId, findUser, usersByIds, usersWithEmail } from './store.ts';
import type { RecipeId, User } from './types.ts';
import { asOwnUser, oldestFirst } from './user.ts';

/** The user whose login method of this recipe has this id. */
export const userOfMethod = (
  { db }: Pick<Context, 'db'>,
  recipeId: RecipeId,
  appId: string,
  anyId: string,
): Promise<User | null> =>
  db.read((tx) => {
    const id = findOwnId(tx, appId, anyId);
    const user = id === null ? null : findUser(tx, appId, id);
    return id === null || user === null ? null : asOwnUser(user, id, recipeId);
  });

/** The tenant's users with the address, once for each login method of this recipe that has it, the oldest first. */
export const usersOfEmail = (
  { db }: Pick<Context, 'db'>,
  recipeId: RecipeId,
  { appId, tenantId }: Tenant,
  email: string,
): Promise<User[]> =>
  db.read((tx) =>
    oldestFirst(usersByIds(tx, appId, usersWithEmail(tx, appId, tenantId, email))).flatMap((user) =>
      user.loginMethods
        .filter((method) => method.recipeId === recipeId && method.email === email)
        .map(() => user),
    ),
  );

/** The first of them, for recipes in which an address has one user. */
export const userOfEmail = async (
  context: Pick<Context, 'db'>,
  recipeId: RecipeId,
  tenant: Tenant,
  email: string,
): Promise<User | null> => (await usersOfEmail(context, recipeId, tenant, email))[0] ?? null;

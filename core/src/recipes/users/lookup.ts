import type { Context } from '../../context.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { findOwnId, findUser, usersByIds, usersWithEmail } from './store.ts';
import type { RecipeId, User } from './types.ts';
import { asOwnUser, oldestFirst } from './user.ts';

/** Finds the user who has a login method of this recipe and id. */
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

/**
 * Finds users in a tenant by email, oldest first: one entry per login method of this recipe with the email.
 */
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

/** Finds the first user with this email, for recipes in which an email is unique. */
export const userOfEmail = async (
  context: Pick<Context, 'db'>,
  recipeId: RecipeId,
  tenant: Tenant,
  email: string,
): Promise<User | null> => (await usersOfEmail(context, recipeId, tenant, email))[0] ?? null;

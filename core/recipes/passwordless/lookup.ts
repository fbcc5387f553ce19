import type { Context } from '../../context.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { findOwnId, findUser, usersByIds, usersWithEmail, usersWithPhoneNumber } from '../users/store.ts';
import type { User } from '../users/types.ts';
import { asOwnUser } from '../users/user.ts';

export const userOfMethod = (
  { db }: Pick<Context, 'db'>,
  appId: string,
  anyId: string,
): Promise<User | null> =>
  db.read((tx) => {
    const id = findOwnId(tx, appId, anyId);
    const user = id === null ? null : findUser(tx, appId, id);
    return id === null || user === null ? null : asOwnUser(user, id, 'passwordless');
  });

/** A user who is found in the tenant by any login method, and has one of this recipe with the address. */
export const userOfEmail = (
  { db }: Pick<Context, 'db'>,
  { appId, tenantId }: Tenant,
  email: string,
): Promise<User | null> =>
  db.read((tx) => {
    const users = usersByIds(tx, appId, usersWithEmail(tx, appId, tenantId, email));
    const hasMethod = ({ loginMethods }: User) =>
      loginMethods.some((one) => one.recipeId === 'passwordless' && one.email === email);
    return users.find((user) => hasMethod(user)) ?? null;
  });

export const userOfPhoneNumber = (
  { db }: Pick<Context, 'db'>,
  { appId, tenantId }: Tenant,
  phoneNumber: string,
): Promise<User | null> =>
  db.read((tx) => usersByIds(tx, appId, usersWithPhoneNumber(tx, appId, tenantId, phoneNumber))[0] ?? null);

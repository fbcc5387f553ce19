import type { Context } from '../../context.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { findOwnId, findUser, methodWithThirdParty, usersByIds, usersWithEmail } from '../users/store.ts';
import type { ThirdParty, User } from '../users/types.ts';
import { asOwnUser } from '../users/user.ts';

export const userOfMethod = (
  { db }: Pick<Context, 'db'>,
  appId: string,
  anyId: string,
): Promise<User | null> =>
  db.read((tx) => {
    const id = findOwnId(tx, appId, anyId);
    const user = id === null ? null : findUser(tx, appId, id);
    return id === null || user === null ? null : asOwnUser(user, id, 'thirdparty');
  });

export const userOfThirdParty = (
  { db }: Pick<Context, 'db'>,
  { appId, tenantId }: Tenant,
  thirdParty: ThirdParty,
): Promise<User | null> =>
  db.read((tx) => {
    const id = methodWithThirdParty(tx, appId, tenantId, thirdParty);
    return id === null ? null : findUser(tx, appId, id);
  });

/** Users who log in by a provider and have this address there: once for each such login method. */
export const usersOfEmail = (
  { db }: Pick<Context, 'db'>,
  { appId, tenantId }: Tenant,
  email: string,
): Promise<User[]> =>
  db.read((tx) =>
    usersByIds(tx, appId, usersWithEmail(tx, appId, tenantId, email)).flatMap((user) =>
      user.loginMethods
        .filter((method) => method.recipeId === 'thirdparty' && method.email === email)
        .map(() => user),
    ),
  );

import type { Context } from '../../context.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { findUser, methodWithThirdParty } from '../users/store.ts';
import type { ThirdParty, User } from '../users/types.ts';

export const userOfThirdParty = (
  { db }: Pick<Context, 'db'>,
  { appId, tenantId }: Tenant,
  thirdParty: ThirdParty,
): Promise<User | null> =>
  db.read((tx) => {
    const id = methodWithThirdParty(tx, appId, tenantId, thirdParty);
    return id === null ? null : findUser(tx, appId, id);
  });

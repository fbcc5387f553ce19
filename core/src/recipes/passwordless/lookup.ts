import type { Context } from '../../context.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { usersByIds, usersWithPhoneNumber } from '../users/store.ts';
import type { User } from '../users/types.ts';

export const userOfPhoneNumber = (
  { db }: Pick<Context, 'db'>,
  { appId, tenantId }: Tenant,
  phoneNumber: string,
): Promise<User | null> =>
  db.read((tx) => usersByIds(tx, appId, usersWithPhoneNumber(tx, appId, tenantId, phoneNumber))[0] ?? null);

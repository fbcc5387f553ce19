import type { Tx } from '../../db/query.ts';
import { usersByIds, usersWithEmail, usersWithPhoneNumber } from './store.ts';
import type { User } from './types.ts';
import { tenantIdsOf } from './user.ts';

/** In a tenant, an e-mail address belongs to one primary user at most. */
export const emailIsOfAnotherPrimaryUser = (tx: Tx, appId: string, user: User, email: string): boolean =>
  isOfAnother(tx, appId, user, (tenantId) => usersWithEmail(tx, appId, tenantId, email));

export const phoneNumberIsOfAnotherPrimaryUser = (
  tx: Tx,
  appId: string,
  user: User,
  number: string,
): boolean => isOfAnother(tx, appId, user, (tenantId) => usersWithPhoneNumber(tx, appId, tenantId, number));

function isOfAnother(tx: Tx, appId: string, user: User, usersIn: (tenantId: string) => string[]): boolean {
  if (!user.isPrimaryUser) return false;
  const others = tenantIdsOf(user)
    .flatMap((tenantId) => usersIn(tenantId))
    .filter((id) => id !== user.id);
  return usersByIds(tx, appId, others).some((other) => other.isPrimaryUser);
}

import type { Tx } from '../../db/query.ts';
import { usersOfAppWithEmail, usersOfAppWithPhoneNumber, usersOfAppWithThirdParty } from './holders.ts';
import { usersByIds } from './store.ts';
import type { LoginMethod, User } from './types.ts';
import { tenantIdsOf } from './user.ts';

export interface Conflict {
  readonly kind: 'email' | 'phoneNumber' | 'thirdParty';
  readonly primaryUserId: string;
}

/**
 * In a tenant, an e-mail address, a phone number and a provider's user belong to one primary user at most. Finds
 * the primary user, other than `userId`, that stands in the way of one who had these in all of the tenants.
 */
export function findConflict(
  tx: Tx,
  appId: string,
  userId: string,
  tenantIds: readonly string[],
  { email, phoneNumber, thirdParty }: Partial<Pick<LoginMethod, Conflict['kind']>>,
): Conflict | null {
  const holders = {
    email: email == null ? [] : usersOfAppWithEmail(tx, appId, email),
    phoneNumber: phoneNumber == null ? [] : usersOfAppWithPhoneNumber(tx, appId, phoneNumber),
    thirdParty: thirdParty == null ? [] : usersOfAppWithThirdParty(tx, appId, thirdParty),
  };
  for (const tenantId of tenantIds)
    for (const kind of ['email', 'phoneNumber', 'thirdParty'] as const) {
      const others = usersByIds(tx, appId, holders[kind]).filter((user) => user.id !== userId);
      // The other one is in a tenant as soon as any of its login methods is: it need not be the one that matches.
      const other = others.find((user) => user.isPrimaryUser && tenantIdsOf(user).includes(tenantId));
      if (other !== undefined) return { kind, primaryUserId: other.id };
    }
  return null;
}

export const emailIsOfAnotherPrimaryUser = (tx: Tx, appId: string, user: User, email: string): boolean =>
  user.isPrimaryUser && findConflict(tx, appId, user.id, tenantIdsOf(user), { email }) !== null;

export const phoneNumberIsOfAnotherPrimaryUser = (
  tx: Tx,
  appId: string,
  user: User,
  phoneNumber: string,
): boolean =>
  user.isPrimaryUser && findConflict(tx, appId, user.id, tenantIdsOf(user), { phoneNumber }) !== null;

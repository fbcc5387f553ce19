import type { Tx } from '../../db/query.ts';
import { usersOfAppWithEmail, usersOfAppWithPhoneNumber, usersOfAppWithThirdParty } from './appUsers.ts';
import { usersByIds } from './store.ts';
import type { LoginMethod, User } from './types.ts';
import { tenantIdsOf } from './user.ts';

export interface Conflict {
  readonly kind: 'email' | 'phoneNumber' | 'thirdParty';
  readonly primaryUserId: string;
}

/**
 * In a tenant, an email, a phone number and a third-party id belong to at most one primary user. Finds the
 * primary user, other than `userId`, who conflicts with this account info in these tenants.
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
      // A user is in a tenant if any of their login methods is, even if another one matches.
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

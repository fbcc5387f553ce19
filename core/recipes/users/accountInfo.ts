import type { Context } from '../../context.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { usersByIds, usersWithEmail, usersWithPhoneNumber, usersWithThirdParty } from './store.ts';
import type { ThirdParty, User } from './types.ts';

export interface AccountInfo {
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly thirdParty: ThirdParty | null;
}

/** The users of a tenant that match any part of the account info, or every given part of it; the oldest first. */
export function usersByAccountInfo(
  { db }: Pick<Context, 'db'>,
  { appId, tenantId }: Tenant,
  wanted: AccountInfo,
  matchAny: boolean,
): Promise<User[]> {
  const { email, phoneNumber, thirdParty } = wanted;
  return db.read((tx) => {
    const ids = new Set([
      ...(email === null ? [] : usersWithEmail(tx, appId, tenantId, email)),
      ...(phoneNumber === null ? [] : usersWithPhoneNumber(tx, appId, tenantId, phoneNumber)),
      ...(thirdParty === null
        ? []
        : usersWithThirdParty(tx, appId, tenantId, thirdParty.id, thirdParty.userId)),
    ]);
    return usersByIds(tx, appId, [...ids])
      .filter((user) => matchAny || matchesAll(user, wanted))
      .sort((a, b) => a.timeJoined - b.timeJoined);
  });
}

/** Different login methods of a user may match the different parts. */
const matchesAll = (user: User, { email, phoneNumber, thirdParty }: AccountInfo): boolean =>
  (email === null || user.emails.includes(email)) &&
  (phoneNumber === null || user.phoneNumbers.includes(phoneNumber)) &&
  (thirdParty === null ||
    user.thirdParty.some(({ id, userId }) => id === thirdParty.id && userId === thirdParty.userId));

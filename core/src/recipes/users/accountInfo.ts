import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { badRequest } from '../../errors.ts';
import { userOfAppWithCredential } from './appUsers.ts';
import { usersByIds, usersWithEmail, usersWithPhoneNumber, usersWithThirdParty } from './store.ts';
import type { ThirdParty, User } from './types.ts';
import { emailsOf, oldestFirst, phoneNumbersOf } from './user.ts';

export interface AccountInfo {
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly thirdParty: ThirdParty | null;
  readonly credentialId: string | null;
}

/** Finds users of a tenant by any or all of the given account info, oldest first. */
export function usersByAccountInfo(
  { db }: Pick<Context, 'db'>,
  { appId, tenantId }: Tenant,
  wanted: AccountInfo,
  matchAny: boolean,
): Promise<User[]> {
  const { email, phoneNumber, thirdParty, credentialId } = wanted;
  return db.read((tx) => {
    const ids = new Set([
      ...(email === null ? [] : usersWithEmail(tx, appId, tenantId, email)),
      ...(phoneNumber === null ? [] : usersWithPhoneNumber(tx, appId, tenantId, phoneNumber)),
      ...(thirdParty === null
        ? []
        : usersWithThirdParty(tx, appId, tenantId, thirdParty.id, thirdParty.userId)),
      ...(credentialId === null ? [] : [requireCredentialUser(tx, appId, credentialId)]),
    ]);
    const found = usersByIds(tx, appId, [...ids]);
    return oldestFirst(found.filter((user) => matchAny || matchesAll(user, wanted)));
  });
}

/** Throws if no user has the passkey. The real core fails here too, and the SDK throws. */
function requireCredentialUser(tx: Tx, appId: string, credentialId: string): string {
  const userId = userOfAppWithCredential(tx, appId, credentialId);
  if (userId === null) throw badRequest('No user has this webauthnCredentialId');
  return userId;
}

/** Different parts may match different login methods of the user. */
const matchesAll = (user: User, { email, phoneNumber, thirdParty, credentialId }: AccountInfo): boolean =>
  (email === null || emailsOf(user).includes(email)) &&
  (phoneNumber === null || phoneNumbersOf(user).includes(phoneNumber)) &&
  (thirdParty === null ||
    user.loginMethods.some(
      (method) => method.thirdParty?.id === thirdParty.id && method.thirdParty.userId === thirdParty.userId,
    )) &&
  (credentialId === null || user.loginMethods.some((method) => method.credentialIds.includes(credentialId)));

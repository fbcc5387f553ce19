import { deleteUser, listUsersByAccountInfo } from 'supertokens-node';
import type { User } from 'supertokens-node/types';

type Account = Pick<User, 'id' | 'timeJoined'>;

const byAge = (one: Account, other: Account) =>
  one.timeJoined - other.timeJoined || (one.id < other.id ? -1 : 1);

/**
 * Returns the accounts with an email address, whichever way their users sign in, the oldest first. An address
 * belongs to one account: the core makes sure of this for each recipe only.
 *
 * @param exceptUserId the account of the user who uses the address, if any
 */
export async function findOtherAccounts(
  tenantId: string,
  email: string,
  exceptUserId?: string,
): Promise<User[]> {
  const users = await listUsersByAccountInfo(tenantId, { email });
  return users.filter(({ id }) => id !== exceptUserId).sort(byAge);
}

/**
 * Makes sure that an account that was just created is the only one with its address. Of two that are created
 * at the same time, the older one stays.
 *
 * @returns the account that the address belongs to, if this one was deleted again
 */
export async function deleteIfNotFirst(
  tenantId: string,
  user: Account,
  email: string,
): Promise<User | undefined> {
  const older = (await findOtherAccounts(tenantId, email, user.id)).find((other) => byAge(other, user) < 0);
  if (older !== undefined) await deleteUser(user.id);
  return older;
}

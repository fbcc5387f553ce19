import { deleteUser, listUsersByAccountInfo, type RecipeUserId } from 'supertokens-node';
import { linkAccounts } from 'supertokens-node/recipe/accountlinking';
import type { User } from 'supertokens-node/types';
import { canJoin, canMoveUserData } from './linking.ts';
import { findLoginMethod } from './loginMethod.ts';
import { toMethod } from './methodOfAccount.ts';

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
 * at the same time, the older one stays, unless they become one account.
 *
 * @param recipeUserId the login method that was created; it may be part of another account by now
 * @returns the account that the address belongs to, if the login method was deleted again
 */
export async function deleteIfNotFirst(
  tenantId: string,
  { user, recipeUserId }: { user: User; recipeUserId: RecipeUserId },
  email: string,
): Promise<User | undefined> {
  const own = findLoginMethod(user, recipeUserId.getAsString());
  const created = { id: user.id, timeJoined: own?.timeJoined ?? user.timeJoined };
  const others = await findOtherAccounts(tenantId, email, user.id);
  for (const other of others.filter((one) => byAge(one, created) < 0)) {
    if (own?.verified === true && (await canJoin(other, email, toMethod(own)))) continue;
    // Another login method may have become part of the account meanwhile, and keeps it.
    await deleteUser(recipeUserId.getAsString(), false);
    return other;
  }
  return undefined;
}

/**
 * Makes the other accounts with a proved address part of the account that has just signed in with it. They
 * are from before the core could link accounts.
 *
 * @returns the account with all its login methods
 */
export async function joinOtherAccounts(tenantId: string, user: User, email: string): Promise<User> {
  if (!user.isPrimaryUser || !canMoveUserData()) return user;
  let joined = user;
  for (const other of await findOtherAccounts(tenantId, email, user.id)) {
    const [method] = other.loginMethods;
    if (method === undefined || other.isPrimaryUser || !(await canJoin(other, email, toMethod(method))))
      continue;
    const outcome = await linkAccounts(method.recipeUserId, user.id);
    if (outcome.status === 'OK') joined = outcome.user;
  }
  return joined;
}

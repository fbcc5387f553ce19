import { getUser } from 'supertokens-node';
import type { SessionContainer } from 'supertokens-node/recipe/session';
import { getAllRoles, getRolesForUser } from 'supertokens-node/recipe/userroles';
import type { UserDetailsAnswer } from '../../config/contracts/admin.ts';
import { listSessions } from '../sessions/sessionList.ts';
import { toLoginMethod } from '../profile/loginMethods.ts';
import { readPasskeysIfAvailable } from './userPasskeys.ts';
import { getEnv } from '../../config/env/env.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { fallBackIfUnavailable } from '../platform/store/database.ts';
import { readSummary } from '../second-factor/summary.ts';
import { isDecoy } from './isDecoy.ts';
import { readLastUses } from '../sign-in-methods/lastUse.ts';
import { toMethod } from '../platform/account/methodOfAccount.ts';
import { toListed } from './userList.ts';

/**
 * Returns the user with an id.
 *
 * @throws Refusal 404 if there is no such user
 */
export async function requireExistingUser(userId: string) {
  const user = await getUser(userId);
  if (user === undefined || isDecoy(user))
    throw new Refusal(404, 'NOT_FOUND', 'User not found.', { reason: 'admin.noUser' });
  return user;
}

async function factorOf(userId: string): Promise<UserDetailsAnswer['secondFactor']> {
  if (getEnv().secondFactor.policy === 'off') return null;
  return fallBackIfUnavailable('unavailable' as const, () => readSummary(userId));
}

/** When the user has last signed in by each way; none that is known while the database is down. */
const lastUsesOf = (userId: string): Promise<Record<string, number>> =>
  fallBackIfUnavailable<Record<string, number>, Record<string, number>>({}, () => readLastUses(userId));

/** Returns everything about a user that an administrator may see. */
export async function describeUser(session: SessionContainer, userId: string): Promise<UserDetailsAnswer> {
  const user = await requireExistingUser(userId);
  const methods = user.loginMethods.map(toMethod);
  const [listed, own, all, passkeys, secondFactor, lastUses] = await Promise.all([
    listSessions(session, user.id),
    getRolesForUser(session.getTenantId(), user.id),
    getAllRoles(),
    readPasskeysIfAvailable(user.id),
    factorOf(user.id),
    lastUsesOf(user.id),
  ]);
  return {
    ...toListed(user),
    ...listed,
    loginMethods: user.loginMethods.map(toLoginMethod).map((entry, place) => {
      const method = methods[place];
      return { ...entry, lastUsedAt: (method && lastUses[method]) ?? null };
    }),
    passkeys,
    secondFactor,
    roles: own.roles.sort(),
    allRoles: all.roles.sort(),
    isSelf: user.id === session.getUserId(),
  };
}

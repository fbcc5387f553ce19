import type { User } from 'supertokens-node/types';
import {
  toAccountMethod,
  type AccountMethod,
  type AccountMethodEntry,
  type AccountMethodsAnswer,
} from '../../config/contracts/sign-in-methods.ts';
import { getEnv } from '../../config/env/env.ts';
import { hasPassword, type LoginMethod } from '../platform/account/loginMethod.ts';
import { hasVerifiedAddress, toMethod } from '../platform/account/methodOfAccount.ts';
import { removedMethods } from '../platform/account/removedMethods.ts';
import { hasAccountLinking } from '../platform/core/knownFeatures.ts';
import { requireSessionUser } from '../platform/session/sessionUser.ts';
import type { SessionEvent } from '../platform/session/verifySession.ts';
import { fallBackIfUnavailable, hasDatabase } from '../platform/store/database.ts';
import { readLastUses } from './lastUse.ts';

/** Whether the account can be signed in to without a way, by another one that is switched on. */
export function hasOtherThan({ loginMethods }: User, removed: AccountMethod): boolean {
  const { signInMethods } = getEnv();
  return loginMethods
    .map(toMethod)
    .some((method) => method !== undefined && method !== removed && signInMethods.includes(method));
}

/** The address that a user without a password has verified; null if there can be no password. */
export function passwordAddressOf(user: User): string | null {
  const { signInMethods, smtp } = getEnv();
  if (hasPassword(user) || !signInMethods.includes('password') || smtp === undefined) return null;
  return user.loginMethods.find(({ verified, email }) => verified && email !== undefined)?.email ?? null;
}

/** Whether the session of a request was begun with a login method. */
export const isCurrent = ({ session }: SessionEvent, { recipeUserId }: LoginMethod): boolean =>
  recipeUserId.getAsString() === session.getRecipeUserId().getAsString();

/** The order of ways to sign in that were added at the same time is that of their names. */
const byAge = (one: LoginMethod, other: LoginMethod) =>
  one.timeJoined - other.timeJoined || (one.recipeId < other.recipeId ? -1 : 1);

/** Returns how the user of a session can sign in, apart from passkeys. */
export async function listMethods(event: SessionEvent): Promise<AccountMethodsAnswer> {
  const user = await requireSessionUser(event.session);
  const [lastUses, removed, linksOthers] = await Promise.all([
    fallBackIfUnavailable<Record<string, number>, Record<string, number>>({}, () => readLastUses(user.id)),
    removedMethods(user.id),
    hasAccountLinking(),
  ]);
  const methods = [...user.loginMethods].sort(byAge).flatMap((login): AccountMethodEntry[] => {
    const method = toAccountMethod(toMethod(login));
    if (method === undefined) return [];
    const current = isCurrent(event, login);
    return [
      {
        method,
        identity: login.email ?? '',
        addedAt: login.timeJoined,
        lastUsedAt: lastUses[method] ?? null,
        current,
        removable: hasDatabase() && !current && hasOtherThan(user, method),
      },
    ];
  });
  return {
    methods,
    removed: removed.flatMap((method) => toAccountMethod(method) ?? []),
    linksOthers,
    hasVerifiedAddress: hasVerifiedAddress(user),
    passwordAddress: linksOthers ? passwordAddressOf(user) : null,
  };
}

import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import { requireAccountLinking } from '../../features.ts';
import { findConflict } from '../users/conflicts.ts';
import type { Conflict } from '../users/conflicts.ts';
import { findOwnId, findUser, shownIdOf } from '../users/store.ts';
import type { User } from '../users/types.ts';
import { tenantIdsOf } from '../users/user.ts';
import { setPrimary } from './store.ts';

export interface UnknownUser {
  readonly status: 'UNKNOWN_USER';
}

/** Another primary user has the account info. `primaryUserId` is the id that the app knows. */
export interface AccountInfoTaken {
  readonly status: 'ACCOUNT_INFO_ALREADY_ASSOCIATED_WITH_ANOTHER_PRIMARY_USER_ID_ERROR';
  readonly primaryUserId: string;
  readonly description: string;
}

export type PrimaryResult =
  | { status: 'OK'; wasAlreadyAPrimaryUser: boolean; user: User }
  | UnknownUser
  | AccountInfoTaken
  | {
      status: 'RECIPE_USER_ID_ALREADY_LINKED_WITH_PRIMARY_USER_ID_ERROR';
      primaryUserId: string;
      description: string;
    };

const NAMES: Readonly<Record<Conflict['kind'], string>> = {
  email: 'email',
  phoneNumber: 'phone number',
  thirdParty: 'third party login',
};

export const accountInfoTaken = (
  tx: Tx,
  appId: string,
  { kind, primaryUserId }: Conflict,
): AccountInfoTaken => ({
  status: 'ACCOUNT_INFO_ALREADY_ASSOCIATED_WITH_ANOTHER_PRIMARY_USER_ID_ERROR',
  primaryUserId: shownIdOf(tx, appId, primaryUserId),
  description: `This user's ${NAMES[kind]} is already associated with another user ID`,
});

/** Checks whether the user can become a primary user, to which other login methods can be linked. */
export const checkPrimary = (
  { db }: Pick<Context, 'db'>,
  appId: string,
  anyId: string,
): Promise<PrimaryResult> => db.read((tx) => evaluatePrimary(tx, appId, anyId));

export function makePrimary(
  { db, features }: Pick<Context, 'db' | 'features'>,
  appId: string,
  anyId: string,
): Promise<PrimaryResult> {
  return db.write((tx) => {
    const result = evaluatePrimary(tx, appId, anyId);
    if (result.status !== 'UNKNOWN_USER') requireAccountLinking(features);
    if (result.status !== 'OK' || result.wasAlreadyAPrimaryUser) return result;
    setPrimary(tx, appId, result.user.id, true);
    return { ...result, user: { ...result.user, isPrimaryUser: true } };
  });
}

function evaluatePrimary(tx: Tx, appId: string, anyId: string): PrimaryResult {
  const id = findOwnId(tx, appId, anyId);
  const user = id === null ? null : findUser(tx, appId, id);
  if (user === null) return { status: 'UNKNOWN_USER' };
  if (user.isPrimaryUser && user.id !== id)
    return {
      status: 'RECIPE_USER_ID_ALREADY_LINKED_WITH_PRIMARY_USER_ID_ERROR',
      primaryUserId: shownIdOf(tx, appId, user.id),
      description: 'This user ID is already linked to another user ID',
    };
  if (user.isPrimaryUser) return { status: 'OK', wasAlreadyAPrimaryUser: true, user };
  for (const method of user.loginMethods) {
    const conflict = findConflict(tx, appId, user.id, tenantIdsOf(user), method);
    if (conflict !== null) return accountInfoTaken(tx, appId, conflict);
  }
  return { status: 'OK', wasAlreadyAPrimaryUser: false, user };
}

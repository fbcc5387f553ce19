import type { Context } from '../../context.ts';
import { uuid } from '../../crypto/digest.ts';
import type { Tx } from '../../db/query.ts';
import { dashboardIsFull } from '../../features.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { allowedUsers, hasRoom } from './freeUsers.ts';
import { isEmail, passwordProblem } from './credentials.ts';
import {
  addUser,
  findUser,
  findUserByEmail,
  removeSessionsOf,
  removeUser,
  saveEmail,
  savePasswordHash,
} from './store.ts';
import type { DashboardUser } from './types.ts';

export type RefusedCredentials =
  { status: 'INVALID_EMAIL_ERROR' } | { status: 'PASSWORD_WEAK_ERROR'; message: string };

/** Identifies a user by id, or else by email. */
export type WhichUser = { readonly userId: string } | { readonly email: string };

interface Taken {
  readonly status: 'EMAIL_ALREADY_EXISTS_ERROR';
}

/** Validates the given email and password. Returns null if they are valid. */
export function validateCredentials(
  email: string | undefined,
  password: string | undefined,
): RefusedCredentials | null {
  if (email !== undefined && !isEmail(email)) return { status: 'INVALID_EMAIL_ERROR' };
  const message = password === undefined ? null : passwordProblem(password);
  return message === null ? null : { status: 'PASSWORD_WEAK_ERROR', message };
}

/** Lists the users who may sign in: without the paid feature the first three. */
export const usersOfApp = (
  { db, features }: Pick<Context, 'db' | 'features'>,
  appId: string,
): Promise<DashboardUser[]> => db.read((tx) => allowedUsers(tx, features, appId));

/** Creates a user from validated credentials. */
export async function createUser(
  { db, clock, passwords, features }: Pick<Context, 'db' | 'clock' | 'passwords' | 'features'>,
  { appId, settings }: Tenant,
  email: string,
  password: string,
): Promise<{ status: 'OK'; user: DashboardUser } | Taken> {
  const passwordHash = await passwords.hash(password, settings.passwordHashing);
  return db.write((tx) => {
    if (findUserByEmail(tx, appId, email) !== null) return { status: 'EMAIL_ALREADY_EXISTS_ERROR' };
    if (!hasRoom(tx, features, appId)) throw dashboardIsFull();
    const user = { userId: uuid(), email, timeJoined: clock.now() };
    addUser(tx, appId, user, passwordHash);
    return { status: 'OK', user };
  });
}

export type UpdateResult = { status: 'OK'; user: DashboardUser } | Taken | { status: 'UNKNOWN_USER_ERROR' };

/** Updates the given fields and revokes the user's sessions, even if no field is given. */
export async function updateUser(
  { db, passwords }: Pick<Context, 'db' | 'passwords'>,
  { appId, settings }: Tenant,
  which: WhichUser,
  { newEmail, newPassword }: { newEmail: string | undefined; newPassword: string | undefined },
): Promise<UpdateResult> {
  const passwordHash =
    newPassword === undefined ? null : await passwords.hash(newPassword, settings.passwordHashing);
  return db.write((tx) => {
    const user = find(tx, appId, which);
    if (user === null) return { status: 'UNKNOWN_USER_ERROR' };
    const { userId } = user;
    if (newEmail !== undefined) {
      const other = findUserByEmail(tx, appId, newEmail);
      if (other !== null && other.userId !== userId) return { status: 'EMAIL_ALREADY_EXISTS_ERROR' };
      saveEmail(tx, appId, userId, newEmail);
    }
    if (passwordHash !== null) savePasswordHash(tx, appId, userId, passwordHash);
    removeSessionsOf(tx, appId, userId);
    return { status: 'OK', user: { ...user, email: newEmail ?? user.email } };
  });
}

/** Removes a user and their sessions. */
export const deleteUser = (
  { db }: Pick<Context, 'db'>,
  appId: string,
  which: WhichUser,
): Promise<{ didUserExist: boolean }> =>
  db.write((tx) => {
    const user = find(tx, appId, which);
    return { didUserExist: user !== null && removeUser(tx, appId, user.userId) };
  });

const find = (tx: Tx, appId: string, which: WhichUser): DashboardUser | null =>
  'userId' in which ? findUser(tx, appId, which.userId) : findUserByEmail(tx, appId, which.email);

import type { Context } from '../../context.ts';
import { uuid } from '../../crypto/digest.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { isAllowed } from './freeUsers.ts';
import {
  addSession,
  findPasswordHash,
  findSession,
  findUser,
  findUserByEmail,
  listSessions,
  removeExpiredSessions,
  removeSession,
} from './store.ts';
import type { DashboardSession } from './types.ts';

/** 30 days in milliseconds. */
const LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

export type SignInResult =
  { status: 'OK'; sessionId: string } | { status: 'INVALID_CREDENTIALS_ERROR' } | Suspended;

export interface Suspended {
  readonly status: 'USER_SUSPENDED_ERROR';
  readonly message: string;
}

const suspended = (message: string): Suspended => ({ status: 'USER_SUSPENDED_ERROR', message });

const SUSPENDED_AT_SIGN_IN =
  'User is currently suspended, please sign in with another account, or reactivate the SuperTokens core license key';

export async function signIn(
  { db, clock, passwords, features }: Pick<Context, 'db' | 'clock' | 'passwords' | 'features'>,
  { appId }: Tenant,
  email: string,
  password: string,
): Promise<SignInResult> {
  const known = await db.read((tx) => {
    const user = findUserByEmail(tx, appId, email);
    const passwordHash = user === null ? null : findPasswordHash(tx, appId, user.userId);
    if (user === null || passwordHash === null) return null;
    return { userId: user.userId, passwordHash, isAllowed: isAllowed(tx, features, appId, user.userId) };
  });
  if (known?.isAllowed === false) return suspended(SUSPENDED_AT_SIGN_IN);
  if (known === null || !(await passwords.matches(password, known.passwordHash)))
    return { status: 'INVALID_CREDENTIALS_ERROR' };

  return db.write((tx) => {
    const { userId, passwordHash } = known;
    // The user was changed or removed while the password was checked.
    if (findPasswordHash(tx, appId, userId) !== passwordHash) return { status: 'INVALID_CREDENTIALS_ERROR' };
    const sessionId = uuid();
    const now = clock.now();
    addSession(tx, appId, { sessionId, userId, createdAt: now, expiresAt: now + LIFETIME_MS });
    return { status: 'OK', sessionId };
  });
}

/** Returns the email of the session's user, or null if the session does not exist or has expired. */
export const emailOfSession = (
  { db, clock, features }: Pick<Context, 'db' | 'clock' | 'features'>,
  appId: string,
  sessionId: string,
): Promise<string | Suspended | null> =>
  db.read((tx) => {
    const session = findSession(tx, appId, sessionId, clock.now());
    if (session === null) return null;
    if (!isAllowed(tx, features, appId, session.userId)) return suspended('User is suspended.');
    return findUser(tx, appId, session.userId)?.email ?? null;
  });

export const sessionsOfUser = (
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  appId: string,
  userId: string,
): Promise<DashboardSession[]> => db.read((tx) => listSessions(tx, appId, userId, clock.now()));

export const revokeSession = ({ db }: Pick<Context, 'db'>, appId: string, sessionId: string): Promise<void> =>
  db.write((tx) => {
    removeSession(tx, appId, sessionId);
  });

export const dashboardLifecycle: Partial<Lifecycle> = {
  expiredRemoved: removeExpiredSessions,
};

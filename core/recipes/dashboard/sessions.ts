import type { Context } from '../../context.ts';
import { uuid } from '../../crypto/digest.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Tenant } from '../multitenancy/types.ts';
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

/** 30 days. */
const LIFETIME = 30 * 24 * 60 * 60 * 1000;

export type SignInResult = { status: 'OK'; sessionId: string } | { status: 'INVALID_CREDENTIALS_ERROR' };

export async function signIn(
  { db, clock, passwords }: Pick<Context, 'db' | 'clock' | 'passwords'>,
  { appId }: Tenant,
  email: string,
  password: string,
): Promise<SignInResult> {
  const known = await db.read((tx) => {
    const user = findUserByEmail(tx, appId, email);
    const passwordHash = user === null ? null : findPasswordHash(tx, appId, user.userId);
    return user === null || passwordHash === null ? null : { userId: user.userId, passwordHash };
  });
  if (known === null || !(await passwords.matches(password, known.passwordHash)))
    return { status: 'INVALID_CREDENTIALS_ERROR' };

  return db.write((tx) => {
    const { userId, passwordHash } = known;
    // Changed or removed while the password was being checked.
    if (findPasswordHash(tx, appId, userId) !== passwordHash) return { status: 'INVALID_CREDENTIALS_ERROR' };
    const sessionId = uuid();
    const now = clock.now();
    addSession(tx, appId, { sessionId, userId, createdAt: now, expiresAt: now + LIFETIME });
    return { status: 'OK', sessionId };
  });
}

/** The address of whose session it is; null when there is no such session, or it has expired. */
export const emailOfSession = (
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  appId: string,
  sessionId: string,
): Promise<string | null> =>
  db.read((tx) => {
    const session = findSession(tx, appId, sessionId, clock.now());
    return session === null ? null : (findUser(tx, appId, session.userId)?.email ?? null);
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

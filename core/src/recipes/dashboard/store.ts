import { deleteExpiredQuery } from '../../db/expiry.ts';
import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';
import type { DashboardSession, DashboardUser } from './types.ts';

interface UserRow {
  user_id: string;
  email: string;
  password_hash: string;
  time_joined: number;
}

interface SessionRow {
  session_id: string;
  user_id: string;
  created_at: number;
  expires_at: number;
}

const usersWhere = (condition: string) =>
  new Query<UserRow>(
    `SELECT user_id, email, password_hash, time_joined FROM dashboard_users WHERE app_id = ? AND ${condition}`,
  );
const usersOfApp = usersWhere('true ORDER BY time_joined, user_id');
const userById = usersWhere('user_id = ?');
const userByEmail = usersWhere('email = ?');
const insertUser = new Query(
  'INSERT INTO dashboard_users (app_id, user_id, email, password_hash, time_joined) VALUES (?, ?, ?, ?, ?)',
);
const updateEmail = new Query('UPDATE dashboard_users SET email = ? WHERE app_id = ? AND user_id = ?');
const updatePassword = new Query(
  'UPDATE dashboard_users SET password_hash = ? WHERE app_id = ? AND user_id = ?',
);
const deleteUser = new Query('DELETE FROM dashboard_users WHERE app_id = ? AND user_id = ?');

const insertSession = new Query(
  'INSERT INTO dashboard_sessions (app_id, session_id, user_id, created_at, expires_at) VALUES (?, ?, ?, ?, ?)',
);
const sessionById = new Query<SessionRow>(
  `SELECT session_id, user_id, created_at, expires_at FROM dashboard_sessions
   WHERE app_id = ? AND session_id = ? AND expires_at >= ?`,
);
const sessionsOfUser = new Query<SessionRow>(
  `SELECT session_id, user_id, created_at, expires_at FROM dashboard_sessions
   WHERE app_id = ? AND user_id = ? AND expires_at >= ? ORDER BY created_at, session_id`,
);
const deleteSession = new Query('DELETE FROM dashboard_sessions WHERE app_id = ? AND session_id = ?');
const deleteSessionsOfUser = new Query('DELETE FROM dashboard_sessions WHERE app_id = ? AND user_id = ?');
const deleteExpiredSessions = deleteExpiredQuery('dashboard_sessions', 'app_id, session_id');

/** Ordered by the time they joined. */
export const listUsers = (tx: Tx, appId: string): DashboardUser[] =>
  usersOfApp.all(tx, appId).map((row) => toUser(row));

export function findUser(tx: Tx, appId: string, userId: string): DashboardUser | null {
  const row = userById.get(tx, appId, userId);
  return row === undefined ? null : toUser(row);
}

export function findUserByEmail(tx: Tx, appId: string, email: string): DashboardUser | null {
  const row = userByEmail.get(tx, appId, email);
  return row === undefined ? null : toUser(row);
}

export const findPasswordHash = (tx: Tx, appId: string, userId: string): string | null =>
  userById.get(tx, appId, userId)?.password_hash ?? null;

export function addUser(
  tx: Tx,
  appId: string,
  { userId, email, timeJoined }: DashboardUser,
  passwordHash: string,
): void {
  insertUser.run(tx, appId, userId, email, passwordHash, timeJoined);
}

export function saveEmail(tx: Tx, appId: string, userId: string, email: string): void {
  updateEmail.run(tx, email, appId, userId);
}

export function savePasswordHash(tx: Tx, appId: string, userId: string, passwordHash: string): void {
  updatePassword.run(tx, passwordHash, appId, userId);
}

/** Removes a user and their sessions. Returns false if there was none. */
export const removeUser = (tx: Tx, appId: string, userId: string): boolean =>
  deleteUser.run(tx, appId, userId) > 0;

export function addSession(tx: Tx, appId: string, session: DashboardSession): void {
  const { sessionId, userId, createdAt, expiresAt } = session;
  insertSession.run(tx, appId, sessionId, userId, createdAt, expiresAt);
}

/** Finds a session that has not expired. */
export function findSession(tx: Tx, appId: string, sessionId: string, now: number): DashboardSession | null {
  const row = sessionById.get(tx, appId, sessionId, now);
  return row === undefined ? null : toSession(row);
}

/** Lists the unexpired sessions of a user, oldest first. */
export const listSessions = (tx: Tx, appId: string, userId: string, now: number): DashboardSession[] =>
  sessionsOfUser.all(tx, appId, userId, now).map((row) => toSession(row));

export function removeSession(tx: Tx, appId: string, sessionId: string): void {
  deleteSession.run(tx, appId, sessionId);
}

export function removeSessionsOf(tx: Tx, appId: string, userId: string): void {
  deleteSessionsOfUser.run(tx, appId, userId);
}

export const removeExpiredSessions = (tx: Tx, now: number, atMost: number): number =>
  deleteExpiredSessions.run(tx, now, atMost);

const toUser = (row: UserRow): DashboardUser => ({
  userId: row.user_id,
  email: row.email,
  timeJoined: row.time_joined,
});

const toSession = (row: SessionRow): DashboardSession => ({
  sessionId: row.session_id,
  userId: row.user_id,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});

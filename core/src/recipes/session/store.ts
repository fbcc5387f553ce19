import { deleteExpiredQuery } from '../../db/expiry.ts';
import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';
import { readJsonObject } from '../../json.ts';
import type { JsonObject } from '../../json.ts';
import type { Session, StoredSession } from './types.ts';

interface SessionRow {
  tenant_id: string;
  session_handle: string;
  recipe_user_id: string;
  user_id: string;
  refresh_token_hash: string;
  user_data_in_database: string;
  user_data_in_jwt: string;
  uses_static_key: number;
  created_at: number;
  expires_at: number;
}

interface HandleRow {
  session_handle: string;
}

const sessionWithUser = (userId: string, joins: string) =>
  new Query<SessionRow>(
    `SELECT s.tenant_id, s.session_handle, s.recipe_user_id, coalesce(${userId}, s.recipe_user_id) AS user_id,
       s.refresh_token_hash, s.user_data_in_database, s.user_data_in_jwt, s.uses_static_key, s.created_at, s.expires_at
     FROM sessions s ${joins} WHERE s.app_id = ? AND s.session_handle = ?`,
  );
const sessionByHandle = sessionWithUser(
  'eu.external_user_id, m.user_id',
  `LEFT JOIN user_id_mappings em ON em.app_id = s.app_id AND em.external_user_id = s.recipe_user_id
   LEFT JOIN login_methods m ON m.app_id = s.app_id AND m.recipe_user_id = coalesce(em.user_id, s.recipe_user_id)
   LEFT JOIN user_id_mappings eu ON eu.app_id = m.app_id AND eu.user_id = m.user_id`,
);
const unmappedSessionByHandle = sessionWithUser(
  'm.user_id',
  'LEFT JOIN login_methods m ON m.app_id = s.app_id AND m.recipe_user_id = s.recipe_user_id',
);
const insertSession = new Query(
  `INSERT INTO sessions (app_id, tenant_id, session_handle, recipe_user_id, refresh_token_hash, user_data_in_database,
     user_data_in_jwt, uses_static_key, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
);
const setRefreshToken = new Query(
  `UPDATE sessions SET refresh_token_hash = ?, expires_at = ?, uses_static_key = ?
   WHERE app_id = ? AND session_handle = ?`,
);
const setDataInDatabase = new Query(
  'UPDATE sessions SET user_data_in_database = ? WHERE app_id = ? AND session_handle = ? AND expires_at >= ?',
);
const setDataInJwt = new Query(
  'UPDATE sessions SET user_data_in_jwt = ? WHERE app_id = ? AND session_handle = ? AND expires_at >= ?',
);
const handlesOfUsers = new Query<HandleRow & { tenant_id: string }>(
  `SELECT s.session_handle, s.tenant_id FROM json_each(?) ids
   CROSS JOIN sessions s ON s.app_id = ? AND s.recipe_user_id = ids.value
   WHERE s.expires_at >= ? ORDER BY ids.key, s.created_at, s.session_handle`,
);
const deleteSession = new Query('DELETE FROM sessions WHERE app_id = ? AND session_handle = ?');
const deleteSessionsOfUser = new Query('DELETE FROM sessions WHERE app_id = ? AND recipe_user_id = ?');
const deleteSessionsAtTenant = new Query(
  'DELETE FROM sessions WHERE app_id = ? AND recipe_user_id = ? AND tenant_id = ?',
);
const deleteExpiredSessions = deleteExpiredQuery('sessions', 'rowid');
const refreshTokenKey = new Query<{ key: string }>('SELECT key FROM refresh_token_keys WHERE app_id = ?');
const insertRefreshTokenKey = new Query('INSERT INTO refresh_token_keys (app_id, key) VALUES (?, ?)');

/** Finds a session, expired ones included. */
export function findSession(tx: Tx, appId: string, handle: string): Session | null {
  const row = sessionByHandle.get(tx, appId, handle);
  return row === undefined ? null : toSession(row);
}

/** Finds a session with the user ids it was created with: here the real core ignores user id mappings. */
export function findUnmappedSession(tx: Tx, appId: string, handle: string): Session | null {
  const row = unmappedSessionByHandle.get(tx, appId, handle);
  return row === undefined ? null : toSession(row);
}

export function addSession(tx: Tx, appId: string, session: StoredSession): void {
  insertSession.run(
    tx,
    appId,
    session.tenantId,
    session.handle,
    session.recipeUserId,
    session.refreshTokenHash2,
    JSON.stringify(session.userDataInDatabase),
    JSON.stringify(session.userDataInJWT),
    Number(session.usesStaticKey),
    session.createdAt,
    session.expiresAt,
  );
}

export function saveRefreshToken(
  tx: Tx,
  appId: string,
  session: Pick<StoredSession, 'handle' | 'refreshTokenHash2' | 'expiresAt' | 'usesStaticKey'>,
): void {
  const { refreshTokenHash2, expiresAt, usesStaticKey, handle } = session;
  setRefreshToken.run(tx, refreshTokenHash2, expiresAt, Number(usesStaticKey), appId, handle);
}

/** Returns false if there is no unexpired session. */
export const saveDataInDatabase = (
  tx: Tx,
  appId: string,
  handle: string,
  data: JsonObject,
  now: number,
): boolean => setDataInDatabase.run(tx, JSON.stringify(data), appId, handle, now) > 0;

export const saveDataInJwt = (
  tx: Tx,
  appId: string,
  handle: string,
  data: JsonObject,
  now: number,
): boolean => setDataInJwt.run(tx, JSON.stringify(data), appId, handle, now) > 0;

/** Lists the handles of unexpired sessions of these login methods, in one tenant or (null) all. */
export const listHandles = (
  tx: Tx,
  appId: string,
  recipeUserIds: readonly string[],
  tenantId: string | null,
  now: number,
): string[] =>
  handlesOfUsers
    .all(tx, JSON.stringify(recipeUserIds), appId, now)
    .filter((row) => tenantId === null || row.tenant_id === tenantId)
    .map((row) => row.session_handle);

export const removeSession = (tx: Tx, appId: string, handle: string): boolean =>
  deleteSession.run(tx, appId, handle) > 0;

export function removeSessionsOf(tx: Tx, appId: string, recipeUserId: string): void {
  deleteSessionsOfUser.run(tx, appId, recipeUserId);
}

/** Returns false if there were none. */
export const removeSessionsAtTenant = (
  tx: Tx,
  appId: string,
  tenantId: string,
  recipeUserId: string,
): boolean => deleteSessionsAtTenant.run(tx, appId, recipeUserId, tenantId) > 0;

export const removeExpiredSessions = (tx: Tx, now: number, atMost: number): number =>
  deleteExpiredSessions.run(tx, now, atMost);

export const findRefreshTokenKey = (tx: Tx, appId: string): string | null =>
  refreshTokenKey.get(tx, appId)?.key ?? null;

export function addRefreshTokenKey(tx: Tx, appId: string, key: string): void {
  insertRefreshTokenKey.run(tx, appId, key);
}

const toSession = (row: SessionRow): Session => ({
  handle: row.session_handle,
  tenantId: row.tenant_id,
  recipeUserId: row.recipe_user_id,
  userId: row.user_id,
  refreshTokenHash2: row.refresh_token_hash,
  userDataInDatabase: readJsonObject(row.user_data_in_database),
  userDataInJWT: readJsonObject(row.user_data_in_jwt),
  usesStaticKey: row.uses_static_key === 1,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});

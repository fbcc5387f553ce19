import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';
import type { LoginMethod, NewUser, RecipeId, User } from './types.ts';

interface MethodRow {
  recipe_user_id: string;
  user_id: string;
  is_primary: number;
  recipe_id: RecipeId;
  time_joined: number;
  email: string | null;
  phone_number: string | null;
  third_party_id: string | null;
  third_party_user_id: string | null;
  tenant_ids: string;
  is_email_verified: number;
}

const methodsOfUsers = new Query<MethodRow>(
  `SELECT m.recipe_user_id, m.user_id, u.is_primary, m.recipe_id, m.time_joined, m.email, m.phone_number,
     m.third_party_id, m.third_party_user_id,
     (SELECT json_group_array(t.tenant_id) FROM login_method_tenants t
       WHERE t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id) AS tenant_ids,
     EXISTS (SELECT 1 FROM verified_emails v
       WHERE v.app_id = m.app_id AND v.user_id = m.recipe_user_id AND v.email = m.email) AS is_email_verified
   FROM json_each(?) ids
   CROSS JOIN users u ON u.app_id = ? AND u.user_id = ids.value
   JOIN login_methods m ON m.app_id = u.app_id AND m.user_id = u.user_id
   ORDER BY ids.key, m.time_joined, m.recipe_user_id`,
);
const userIdOfMethod = new Query<{ user_id: string }>(
  'SELECT user_id FROM login_methods WHERE app_id = ? AND recipe_user_id = ?',
);
const userById = new Query<{ user_id: string }>('SELECT user_id FROM users WHERE app_id = ? AND user_id = ?');
const insertUser = new Query('INSERT INTO users (app_id, user_id, is_primary) VALUES (?, ?, 0)');
const insertMethod = new Query(
  `INSERT INTO login_methods (app_id, recipe_user_id, user_id, recipe_id, time_joined, email, phone_number,
     third_party_id, third_party_user_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
);
const insertMethodTenant = new Query(
  'INSERT INTO login_method_tenants (app_id, recipe_user_id, tenant_id) VALUES (?, ?, ?)',
);
const clearTenantUsers = new Query('DELETE FROM tenant_users WHERE app_id = ? AND user_id = ?');
const fillTenantUsers = new Query(
  `INSERT INTO tenant_users (app_id, tenant_id, time_joined, user_id)
   SELECT DISTINCT m.app_id, t.tenant_id,
     (SELECT min(o.time_joined) FROM login_methods o WHERE o.app_id = m.app_id AND o.user_id = m.user_id), m.user_id
   FROM login_methods m JOIN login_method_tenants t ON t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id
   WHERE m.app_id = ? AND m.user_id = ?`,
);
const methodByEmail = new Query<{ recipe_user_id: string }>(
  `SELECT m.recipe_user_id FROM login_methods m
   JOIN login_method_tenants t ON t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id
   WHERE m.app_id = ? AND t.tenant_id = ? AND m.recipe_id = ? AND m.email = ?`,
);
const userIdsByEmail = new Query<{ user_id: string }>(
  `SELECT DISTINCT m.user_id FROM login_methods m
   JOIN login_method_tenants t ON t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id
   WHERE m.app_id = ? AND t.tenant_id = ? AND m.email = ?`,
);
const userIdsByPhoneNumber = new Query<{ user_id: string }>(
  `SELECT DISTINCT m.user_id FROM login_methods m
   JOIN login_method_tenants t ON t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id
   WHERE m.app_id = ? AND t.tenant_id = ? AND m.phone_number = ?`,
);
const userIdsByThirdParty = new Query<{ user_id: string }>(
  `SELECT DISTINCT m.user_id FROM login_methods m
   JOIN login_method_tenants t ON t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id
   WHERE m.app_id = ? AND t.tenant_id = ? AND m.third_party_id = ? AND m.third_party_user_id = ?`,
);
const setEmail = new Query('UPDATE login_methods SET email = ? WHERE app_id = ? AND recipe_user_id = ?');
const deleteMethod = new Query('DELETE FROM login_methods WHERE app_id = ? AND recipe_user_id = ?');
const deleteUser = new Query('DELETE FROM users WHERE app_id = ? AND user_id = ?');
const setEmailVerified = new Query(
  'INSERT INTO verified_emails (app_id, user_id, email) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
);
const setActive = new Query(
  `INSERT INTO active_users (app_id, user_id, last_active_at) VALUES (?, ?, ?)
   ON CONFLICT DO UPDATE SET last_active_at = excluded.last_active_at`,
);
const deleteActive = new Query('DELETE FROM active_users WHERE app_id = ? AND user_id = ?');

/** The users of these ids, in the order of the ids. */
export function usersByIds(tx: Tx, appId: string, userIds: readonly string[]): User[] {
  const rows = methodsOfUsers.all(tx, JSON.stringify(userIds), appId);
  return [...Map.groupBy(rows, (row) => row.user_id).values()].map((methods) => toUser(methods));
}

export const userByOwnId = (tx: Tx, appId: string, userId: string): User | null =>
  usersByIds(tx, appId, [userId])[0] ?? null;

/** The user that an id means: its own, or that of one of its login methods. */
export function findUser(tx: Tx, appId: string, anyId: string): User | null {
  const userId = resolveUserId(tx, appId, anyId);
  return userId === null ? null : userByOwnId(tx, appId, userId);
}

export const resolveUserId = (tx: Tx, appId: string, anyId: string): string | null =>
  (userIdOfMethod.get(tx, appId, anyId) ?? userById.get(tx, appId, anyId))?.user_id ?? null;

/** Adds a user with its first login method, which has the same id. */
export function addUser(tx: Tx, appId: string, user: NewUser): void {
  insertUser.run(tx, appId, user.userId);
  insertMethod.run(
    tx,
    appId,
    user.userId,
    user.userId,
    user.recipeId,
    user.timeJoined,
    user.email ?? null,
    user.phoneNumber ?? null,
    user.thirdParty?.id ?? null,
    user.thirdParty?.userId ?? null,
  );
  insertMethodTenant.run(tx, appId, user.userId, user.tenantId);
  refreshTenantUsers(tx, appId, user.userId);
}

/** Brings the listing in step with the login methods of a user; to be called after every change of them. */
export function refreshTenantUsers(tx: Tx, appId: string, userId: string): void {
  clearTenantUsers.run(tx, appId, userId);
  fillTenantUsers.run(tx, appId, userId);
}

export const methodWithEmail = (
  tx: Tx,
  appId: string,
  tenantId: string,
  recipeId: RecipeId,
  email: string,
): string | null => methodByEmail.get(tx, appId, tenantId, recipeId, email)?.recipe_user_id ?? null;

export const usersWithEmail = (tx: Tx, appId: string, tenantId: string, email: string): string[] =>
  userIdsByEmail.all(tx, appId, tenantId, email).map((row) => row.user_id);

export const usersWithPhoneNumber = (
  tx: Tx,
  appId: string,
  tenantId: string,
  phoneNumber: string,
): string[] => userIdsByPhoneNumber.all(tx, appId, tenantId, phoneNumber).map((row) => row.user_id);

export const usersWithThirdParty = (
  tx: Tx,
  appId: string,
  tenantId: string,
  id: string,
  userId: string,
): string[] => userIdsByThirdParty.all(tx, appId, tenantId, id, userId).map((row) => row.user_id);

export function changeEmail(tx: Tx, appId: string, recipeUserId: string, email: string): void {
  setEmail.run(tx, email, appId, recipeUserId);
}

/** Removes a login method, and its user with the last one. */
export function removeLoginMethod(tx: Tx, appId: string, recipeUserId: string, user: User): void {
  deleteMethod.run(tx, appId, recipeUserId);
  if (user.loginMethods.length === 1) deleteUser.run(tx, appId, user.id);
  else refreshTenantUsers(tx, appId, user.id);
}

export function markEmailVerified(tx: Tx, appId: string, recipeUserId: string, email: string): void {
  setEmailVerified.run(tx, appId, recipeUserId, email);
}

export function markActive(tx: Tx, appId: string, userId: string, now: number): void {
  setActive.run(tx, appId, userId, now);
}

export function forgetActivity(tx: Tx, appId: string, userId: string): void {
  deleteActive.run(tx, appId, userId);
}

function toUser(rows: MethodRow[]): User {
  const [first] = rows;
  if (first === undefined) throw new Error('a user has at least one login method');
  const methods = rows.map((row) => toLoginMethod(row));
  return {
    id: first.user_id,
    isPrimaryUser: first.is_primary === 1,
    tenantIds: distinct(methods.flatMap((method) => method.tenantIds)),
    timeJoined: first.time_joined,
    emails: distinct(methods.flatMap(({ email }) => email ?? [])),
    phoneNumbers: distinct(methods.flatMap(({ phoneNumber }) => phoneNumber ?? [])),
    thirdParty: methods.flatMap(({ thirdParty }) => thirdParty ?? []),
    webauthn: { credentialIds: [] },
    loginMethods: methods,
  };
}

const toLoginMethod = (row: MethodRow): LoginMethod => ({
  tenantIds: JSON.parse(row.tenant_ids) as string[],
  recipeUserId: row.recipe_user_id,
  // A phone number is only ever known because a code sent to it came back.
  verified: row.is_email_verified === 1 || (row.recipe_id === 'passwordless' && row.phone_number !== null),
  timeJoined: row.time_joined,
  recipeId: row.recipe_id,
  email: row.email ?? undefined,
  phoneNumber: row.phone_number ?? undefined,
  thirdParty:
    row.third_party_id === null || row.third_party_user_id === null
      ? undefined
      : { id: row.third_party_id, userId: row.third_party_user_id },
});

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

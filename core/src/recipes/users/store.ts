import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';
import { refreshSearch, refreshTenantUsers } from './listingStore.ts';
import type { LoginMethod, NewUser, RecipeId, ThirdParty, User } from './types.ts';

interface MethodRow {
  recipe_user_id: string;
  external_method_id: string | null;
  user_id: string;
  external_user_id: string | null;
  is_primary: number;
  recipe_id: RecipeId;
  time_joined: number;
  email: string | null;
  phone_number: string | null;
  third_party_id: string | null;
  third_party_user_id: string | null;
  tenant_ids: string;
  credential_ids: string | null;
  is_email_verified: number;
}

interface UserIdRow {
  user_id: string;
}

const methodsOfUsers = new Query<MethodRow>(
  `SELECT m.recipe_user_id, em.external_user_id AS external_method_id, m.user_id, eu.external_user_id, u.is_primary,
     m.recipe_id, m.time_joined, m.email, m.phone_number, m.third_party_id, m.third_party_user_id,
     (SELECT json_group_array(t.tenant_id) FROM login_method_tenants t
       WHERE t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id) AS tenant_ids,
     iif(m.recipe_id = 'webauthn', (SELECT json_group_array(c.credential_id ORDER BY c.created_at, c.credential_id)
       FROM webauthn_credentials c WHERE c.app_id = m.app_id AND c.recipe_user_id = m.recipe_user_id), NULL)
       AS credential_ids,
     EXISTS (SELECT 1 FROM verified_emails v WHERE v.app_id = m.app_id
       AND v.user_id = coalesce(em.external_user_id, m.recipe_user_id) AND v.email = m.email) AS is_email_verified
   FROM json_each(?) ids
   CROSS JOIN users u ON u.app_id = ? AND u.user_id = ids.value
   JOIN login_methods m ON m.app_id = u.app_id AND m.user_id = u.user_id
   LEFT JOIN user_id_mappings em ON em.app_id = m.app_id AND em.user_id = m.recipe_user_id
   LEFT JOIN user_id_mappings eu ON eu.app_id = u.app_id AND eu.user_id = u.user_id
   ORDER BY ids.key, m.time_joined, m.recipe_user_id`,
);
const userIdOfMethod = new Query<UserIdRow>(
  'SELECT user_id FROM login_methods WHERE app_id = ? AND recipe_user_id = ?',
);
const userById = new Query<UserIdRow>('SELECT user_id FROM users WHERE app_id = ? AND user_id = ?');
const mappingByExternalId = new Query<UserIdRow>(
  'SELECT user_id FROM user_id_mappings WHERE app_id = ? AND external_user_id = ?',
);
const mappingById = new Query<{ external_user_id: string }>(
  'SELECT external_user_id FROM user_id_mappings WHERE app_id = ? AND user_id = ?',
);
const deleteMapping = new Query('DELETE FROM user_id_mappings WHERE app_id = ? AND user_id = ?');
const insertUser = new Query('INSERT INTO users (app_id, user_id, is_primary) VALUES (?, ?, 0)');
const insertMethod = new Query(
  `INSERT INTO login_methods (app_id, recipe_user_id, user_id, recipe_id, time_joined, email, phone_number,
     third_party_id, third_party_user_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
);
const insertMethodTenant = new Query(
  'INSERT INTO login_method_tenants (app_id, recipe_user_id, tenant_id) VALUES (?, ?, ?)',
);
const inTenant = (columns: string, condition: string) =>
  new Query<UserIdRow & { recipe_user_id: string }>(
    `SELECT ${columns} FROM login_methods m
     JOIN login_method_tenants t ON t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id
     WHERE m.app_id = ? AND t.tenant_id = ? AND ${condition}`,
  );
const methodByEmail = inTenant('m.recipe_user_id', 'm.email = ? AND m.recipe_id = ?');
const methodByPhoneNumber = inTenant('m.recipe_user_id', 'm.phone_number = ?');
const methodByThirdParty = inTenant('m.recipe_user_id', 'm.third_party_id = ? AND m.third_party_user_id = ?');
const usersByEmail = inTenant('DISTINCT m.user_id', 'm.email = ?');
const usersByPhoneNumber = inTenant('DISTINCT m.user_id', 'm.phone_number = ?');
const usersByThirdParty = inTenant(
  'DISTINCT m.user_id',
  'm.third_party_id = ? AND m.third_party_user_id = ?',
);
const usersOfThirdParty = new Query<UserIdRow>(
  `SELECT DISTINCT user_id FROM login_methods
   WHERE app_id = ? AND third_party_id = ? AND third_party_user_id = ?`,
);
const setThirdPartyEmail = new Query(
  'UPDATE login_methods SET email = ? WHERE app_id = ? AND third_party_id = ? AND third_party_user_id = ?',
);
const setContact = new Query(
  'UPDATE login_methods SET email = ?, phone_number = ? WHERE app_id = ? AND recipe_user_id = ?',
);
const deleteMethod = new Query('DELETE FROM login_methods WHERE app_id = ? AND recipe_user_id = ?');
const deleteUser = new Query('DELETE FROM users WHERE app_id = ? AND user_id = ?');
const insertVerifiedEmail = new Query(
  'INSERT INTO verified_emails (app_id, user_id, email) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
);

/** Finds users by user id (not login method id), in the order of the ids. */
export function usersByIds(tx: Tx, appId: string, userIds: readonly string[]): User[] {
  const rows = methodsOfUsers.all(tx, JSON.stringify(userIds), appId);
  return [...Map.groupBy(rows, (row) => row.user_id).values()].flatMap((methods) => toUser(methods));
}

/** Finds a user by the core's own id of the user or one of their login methods. */
export function findUser(tx: Tx, appId: string, id: string): User | null {
  const userId = findUserId(tx, appId, id);
  return userId === null ? null : (usersByIds(tx, appId, [userId])[0] ?? null);
}

export const findUserId = (tx: Tx, appId: string, id: string): string | null =>
  (userIdOfMethod.get(tx, appId, id) ?? userById.get(tx, appId, id))?.user_id ?? null;

/**
 * Returns the core's own id for a core id or external id, or null if no user has it. An id that is both
 * refers to the mapped user, unless the other user has an external id too.
 */
export function findOwnId(tx: Tx, appId: string, anyId: string): string | null {
  const mappedId = shownIdOf(tx, appId, anyId) === anyId ? findMappedId(tx, appId, anyId) : null;
  return mappedId ?? (findUserId(tx, appId, anyId) === null ? null : anyId);
}

export const findMappedId = (tx: Tx, appId: string, externalId: string): string | null =>
  mappingByExternalId.get(tx, appId, externalId)?.user_id ?? null;

/** Returns the id that the app knows: the external id, or the core's own. */
export const shownIdOf = (tx: Tx, appId: string, id: string): string =>
  mappingById.get(tx, appId, id)?.external_user_id ?? id;

export function removeMapping(tx: Tx, appId: string, id: string): void {
  deleteMapping.run(tx, appId, id);
}

/** Adds a user with its first login method, which has the same id. */
export function addUser(tx: Tx, appId: string, user: NewUser): void {
  const { userId, recipeId, timeJoined, email = null, phoneNumber = null, thirdParty } = user;
  const [providerId, providerUserId] = [thirdParty?.id ?? null, thirdParty?.userId ?? null];
  insertUser.run(tx, appId, userId);
  insertMethod.run(
    tx,
    ...[appId, userId, userId, recipeId, timeJoined, email, phoneNumber, providerId, providerUserId],
  );
  insertMethodTenant.run(tx, appId, userId, user.tenantId);
  refreshTenantUsers(tx, appId, userId);
}

/** Finds the login method of a recipe with this email in the tenant. */
export const methodWithEmail = (
  tx: Tx,
  appId: string,
  tenantId: string,
  recipeId: RecipeId,
  email: string,
): string | null => methodByEmail.get(tx, appId, tenantId, email, recipeId)?.recipe_user_id ?? null;

export const usersWithEmail = (tx: Tx, appId: string, tenantId: string, email: string): string[] =>
  usersByEmail.all(tx, appId, tenantId, email).map((row) => row.user_id);

export const usersWithPhoneNumber = (
  tx: Tx,
  appId: string,
  tenantId: string,
  phoneNumber: string,
): string[] => usersByPhoneNumber.all(tx, appId, tenantId, phoneNumber).map((row) => row.user_id);

export const usersWithThirdParty = (
  tx: Tx,
  appId: string,
  tenantId: string,
  id: string,
  userId: string,
): string[] => usersByThirdParty.all(tx, appId, tenantId, id, userId).map((row) => row.user_id);

export const methodWithPhoneNumber = (
  tx: Tx,
  appId: string,
  tenantId: string,
  phoneNumber: string,
): string | null => methodByPhoneNumber.get(tx, appId, tenantId, phoneNumber)?.recipe_user_id ?? null;

export const methodWithThirdParty = (
  tx: Tx,
  appId: string,
  tenantId: string,
  { id, userId }: ThirdParty,
): string | null => methodByThirdParty.get(tx, appId, tenantId, id, userId)?.recipe_user_id ?? null;

/** Updates the contacts of a login method. Omitted ones stay unchanged. */
export function changeContact(
  tx: Tx,
  appId: string,
  { recipeUserId, email, phoneNumber }: LoginMethod,
  change: Partial<Pick<LoginMethod, 'email' | 'phoneNumber'>>,
): void {
  const next = { email, phoneNumber, ...change };
  setContact.run(tx, next.email, next.phoneNumber, appId, recipeUserId);
  const userId = findUserId(tx, appId, recipeUserId);
  if (userId !== null) refreshSearch(tx, appId, userId);
}

/** Updates a third-party user's email in all tenants: the real core stores one per app. */
export function changeThirdPartyEmail(
  tx: Tx,
  appId: string,
  { id, userId }: ThirdParty,
  email: string,
): void {
  setThirdPartyEmail.run(tx, email, appId, id, userId);
  for (const { user_id } of usersOfThirdParty.all(tx, appId, id, userId)) refreshSearch(tx, appId, user_id);
}

/** Removes a login method, and its user with the last one. */
export function removeLoginMethod(tx: Tx, appId: string, recipeUserId: string, user: User): void {
  deleteMethod.run(tx, appId, recipeUserId);
  if (user.loginMethods.length === 1) deleteUser.run(tx, appId, user.id);
  else refreshTenantUsers(tx, appId, user.id);
}

/** `shownId`: verified emails are stored under the id that the app knows. */
export function markEmailVerified(tx: Tx, appId: string, shownId: string, email: string): void {
  insertVerifiedEmail.run(tx, appId, shownId, email);
}

function toUser(rows: readonly MethodRow[]): User[] {
  const [first] = rows;
  if (first === undefined) return [];
  const loginMethods = rows.map((row) => toLoginMethod(row));
  const { user_id: id, external_user_id: externalId } = first;
  return [{ id, externalId, isPrimaryUser: first.is_primary === 1, loginMethods }];
}

const toLoginMethod = (row: MethodRow): LoginMethod => ({
  recipeUserId: row.recipe_user_id,
  externalId: row.external_method_id,
  tenantIds: JSON.parse(row.tenant_ids) as string[],
  // A phone number is verified by the code that was sent to it.
  verified: row.is_email_verified === 1 || (row.recipe_id === 'passwordless' && row.email === null),
  timeJoined: row.time_joined,
  recipeId: row.recipe_id,
  email: row.email,
  phoneNumber: row.phone_number,
  thirdParty:
    row.third_party_id === null || row.third_party_user_id === null
      ? null
      : { id: row.third_party_id, userId: row.third_party_user_id },
  credentialIds: JSON.parse(row.credential_ids ?? '[]') as string[],
});

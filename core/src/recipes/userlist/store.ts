import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';

/** The first user of a page. */
export interface Position {
  readonly timeJoined: number;
  readonly userId: string;
}

/** Selects a page of users. An empty list of recipes means all. */
export interface PageRequest {
  readonly appId: string;
  readonly tenantId: string;
  readonly recipeIds: readonly string[];
  readonly newestFirst: boolean;
  readonly from: Position | null;
  readonly limit: number;
}

/** Prefixes to search for in emails, phone numbers or providers; null for no condition. */
export interface SearchTags {
  readonly emails: readonly string[] | null;
  readonly phoneNumbers: readonly string[] | null;
  readonly providers: readonly string[] | null;
}

interface PositionRow {
  user_id: string;
  time_joined: number;
}

/** The `recipe_id` of the rows that list all users. */
const ANY_RECIPE = '';

/**
 * Users who joined in the same millisecond are sorted by descending id in both directions, as in the real
 * core.
 */
const page = (order: 'ASC' | 'DESC') =>
  new Query<PositionRow>(
    `SELECT user_id, time_joined FROM tenant_users WHERE app_id = ? AND tenant_id = ? AND recipe_id = ?
       AND time_joined ${order === 'ASC' ? '>=' : '<='} ? AND (time_joined <> ? OR user_id <= ?)
     ORDER BY time_joined ${order}, user_id DESC LIMIT ?`,
  );
const pages = { ASC: page('ASC'), DESC: page('DESC') };

/** Tags are LIKE patterns, as in the real core: case-insensitive, with % and _ as wildcards. */
const MATCHES = `m.recipe_id IN (SELECT value FROM json_each(?))
  AND (? IS NULL OR EXISTS (
    SELECT 1 FROM json_each(?) tag WHERE m.email LIKE tag.value || '%' OR m.email LIKE '%@' || tag.value || '%'))
  AND (? IS NULL OR EXISTS (SELECT 1 FROM json_each(?) tag WHERE m.phone_number LIKE tag.value || '%'))
  AND (? IS NULL OR EXISTS (SELECT 1 FROM json_each(?) tag WHERE m.third_party_id LIKE tag.value || '%'))`;

/** Scans users in list order until the page is full: fast if many users match. */
const scan = (order: 'ASC' | 'DESC') =>
  new Query<PositionRow>(
    `SELECT u.user_id, u.time_joined FROM tenant_users u
     WHERE u.app_id = ? AND u.tenant_id = ? AND u.recipe_id = '${ANY_RECIPE}' AND EXISTS (
       SELECT 1 FROM login_methods m
       JOIN login_method_tenants t ON t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id
       WHERE m.app_id = u.app_id AND m.user_id = u.user_id AND t.tenant_id = u.tenant_id AND ${MATCHES})
     ORDER BY u.time_joined ${order}, u.user_id DESC LIMIT ?`,
  );
const scans = { ASC: scan('ASC'), DESC: scan('DESC') };

/** Scans an index of the searched column: much faster if few users match. */
const candidates = (index: string, tagFits: string) =>
  new Query<{ user_id: string }>(
    `SELECT m.user_id FROM login_methods m INDEXED BY ${index}
     JOIN login_method_tenants t ON t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id AND t.tenant_id = ?
     WHERE m.app_id = ? AND ${tagFits} AND ${MATCHES} LIMIT ?`,
  );
const candidatesBy = {
  emails: candidates(
    'login_methods_by_email',
    "m.email IS NOT NULL AND (m.email LIKE ? || '%' OR m.email LIKE '%@' || ? || '%')",
  ),
  phoneNumbers: candidates(
    'login_methods_by_phone_number',
    "m.phone_number IS NOT NULL AND m.phone_number LIKE ? || '%'",
  ),
  providers: candidates(
    'login_methods_by_third_party',
    "m.third_party_id IS NOT NULL AND m.third_party_id LIKE ? || '%'",
  ),
};
const positionsOf = (order: 'ASC' | 'DESC') =>
  new Query<PositionRow>(
    `SELECT u.user_id, u.time_joined FROM json_each(?) ids
     CROSS JOIN tenant_users u ON u.app_id = ? AND u.user_id = ids.value
     WHERE u.tenant_id = ? AND u.recipe_id = '${ANY_RECIPE}'
     ORDER BY u.time_joined ${order}, u.user_id DESC LIMIT ?`,
  );
const positions = { ASC: positionsOf('ASC'), DESC: positionsOf('DESC') };

const countOfTenant = new Query<{ count: number }>(
  'SELECT count(*) AS count FROM tenant_users WHERE app_id = ? AND tenant_id = ? AND recipe_id = ?',
);
const countOfTenantByRecipes = new Query<{ count: number }>(
  `SELECT count(DISTINCT user_id) AS count FROM tenant_users
   WHERE app_id = ? AND tenant_id = ? AND recipe_id IN (SELECT value FROM json_each(?))`,
);
const countOfApp = new Query<{ count: number }>(
  `SELECT count(DISTINCT u.user_id) AS count FROM tenants t
   JOIN tenant_users u ON u.app_id = t.app_id AND u.tenant_id = t.tenant_id
   WHERE t.app_id = ? AND u.recipe_id IN (SELECT value FROM json_each(?))`,
);

/** Sorts after every id, so a position without an id excludes no user of that time. */
const LAST_ID = '\u{10FFFF}';

export function listPage(
  tx: Tx,
  { appId, tenantId, recipeIds, newestFirst, from, limit }: PageRequest,
): Position[] {
  const order = newestFirst ? 'DESC' : 'ASC';
  const timeJoined = from?.timeJoined ?? (newestFirst ? Number.MAX_SAFE_INTEGER : 0);
  const place = [timeJoined, timeJoined, from?.userId ?? LAST_ID] as const;
  const ofRecipe = (recipeId: string) =>
    pages[order].all(tx, appId, tenantId, recipeId, ...place, limit).map((row) => toPosition(row));
  if (recipeIds.length === 0) return ofRecipe(ANY_RECIPE);
  // A user of several recipes appears in several lists, each time with the same position.
  const byId = new Map(recipeIds.flatMap(ofRecipe).map((position) => [position.userId, position]));
  return [...byId.values()].sort(newestFirst ? byNewest : byOldest).slice(0, limit);
}

const toPosition = (row: PositionRow): Position => ({ userId: row.user_id, timeJoined: row.time_joined });

const byIdFalling = (a: Position, b: Position): number => (a.userId < b.userId ? 1 : -1);
const byOldest = (a: Position, b: Position): number => a.timeJoined - b.timeJoined || byIdFalling(a, b);
const byNewest = (a: Position, b: Position): number => b.timeJoined - a.timeJoined || byIdFalling(a, b);

/** The real core's maximum number of results. */
const MAX_FOUND = 1000;

/** With more matches, sorting them takes longer than scanning in list order. */
const MAX_SORTED_MATCHES = 20_000;

/** Finds users with a login method that matches all kinds of tags, at most a thousand. */
export function searchUsers(
  tx: Tx,
  appId: string,
  tenantId: string,
  recipeIds: readonly string[],
  tags: SearchTags,
  newestFirst: boolean,
): string[] {
  const order = newestFirst ? 'DESC' : 'ASC';
  const lists = [tags.emails, tags.phoneNumbers, tags.providers].flatMap((some) => {
    const list = some === null ? null : JSON.stringify(some);
    return [list, list];
  });
  const fits = [JSON.stringify(recipeIds), ...lists];
  const few = findByIndex(tx, appId, tenantId, tags, fits);
  const rows =
    few === null
      ? scans[order].all(tx, appId, tenantId, ...fits, MAX_FOUND)
      : positions[order].all(tx, JSON.stringify(few), appId, tenantId, MAX_FOUND);
  return rows.map((row) => row.user_id);
}

/** Returns all matching users, unsorted, or null if there are too many. */
function findByIndex(
  tx: Tx,
  appId: string,
  tenantId: string,
  { emails, phoneNumbers, providers }: SearchTags,
  fits: readonly (string | null)[],
): string[] | null {
  const fitting = (query: Query<{ user_id: string }>, ...tag: readonly string[]) =>
    query.all(tx, tenantId, appId, ...tag, ...fits, MAX_SORTED_MATCHES + 1).map((row) => row.user_id);
  const found = new Set([
    ...(emails ?? []).flatMap((tag) => fitting(candidatesBy.emails, tag, tag)),
    // Users who match all kinds of tags are among those who match the first kind.
    ...(emails === null ? (phoneNumbers ?? []) : []).flatMap((tag) =>
      fitting(candidatesBy.phoneNumbers, tag),
    ),
    ...(emails === null && phoneNumbers === null ? (providers ?? []) : []).flatMap((tag) =>
      fitting(candidatesBy.providers, tag),
    ),
  ]);
  return found.size > MAX_SORTED_MATCHES ? null : [...found];
}

export const countInTenant = (
  tx: Tx,
  appId: string,
  tenantId: string,
  recipeIds: readonly string[],
): number =>
  (recipeIds.length < 2
    ? countOfTenant.get(tx, appId, tenantId, recipeIds[0] ?? ANY_RECIPE)
    : countOfTenantByRecipes.get(tx, appId, tenantId, JSON.stringify(recipeIds))
  )?.count ?? 0;

export const countInApp = (tx: Tx, appId: string, recipeIds: readonly string[]): number =>
  countOfApp.get(tx, appId, JSON.stringify(recipeIds.length === 0 ? [ANY_RECIPE] : recipeIds))?.count ?? 0;

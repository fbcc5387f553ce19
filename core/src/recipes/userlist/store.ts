import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';

/** Where a page begins: this user is its first. */
export interface Position {
  readonly timeJoined: number;
  readonly userId: string;
}

/** How users are chosen: an empty list of recipes means all of them. */
export interface PageRequest {
  readonly appId: string;
  readonly tenantId: string;
  readonly recipeIds: readonly string[];
  readonly newestFirst: boolean;
  readonly from: Position | null;
  readonly limit: number;
}

/** What the address, number or provider of a login method may begin with; null where it does not matter. */
export interface SearchTags {
  readonly emails: readonly string[] | null;
  readonly phoneNumbers: readonly string[] | null;
  readonly providers: readonly string[] | null;
}

interface PositionRow {
  user_id: string;
  time_joined: number;
}

/** What lists everybody, whatever they use. */
const ANY_RECIPE = '';

/** Users who joined in the same millisecond come in falling order of their ids, both ways, as in the real core. */
const page = (order: 'ASC' | 'DESC') =>
  new Query<PositionRow>(
    `SELECT user_id, time_joined FROM tenant_users WHERE app_id = ? AND tenant_id = ? AND recipe_id = ?
       AND time_joined ${order === 'ASC' ? '>=' : '<='} ? AND (time_joined <> ? OR user_id <= ?)
     ORDER BY time_joined ${order}, user_id DESC LIMIT ?`,
  );
const pages = { ASC: page('ASC'), DESC: page('DESC') };

/** Tags are LIKE patterns, as in the real core: letters count without their case, and % and _ stand for others. */
const FITS = `m.recipe_id IN (SELECT value FROM json_each(?))
  AND (? IS NULL OR EXISTS (
    SELECT 1 FROM json_each(?) tag WHERE m.email LIKE tag.value || '%' OR m.email LIKE '%@' || tag.value || '%'))
  AND (? IS NULL OR EXISTS (SELECT 1 FROM json_each(?) tag WHERE m.phone_number LIKE tag.value || '%'))
  AND (? IS NULL OR EXISTS (SELECT 1 FROM json_each(?) tag WHERE m.third_party_id LIKE tag.value || '%'))`;

/** Goes through the users in their order until it has enough: for tags that many fit. */
const walk = (order: 'ASC' | 'DESC') =>
  new Query<PositionRow>(
    `SELECT u.user_id, u.time_joined FROM tenant_users u
     WHERE u.app_id = ? AND u.tenant_id = ? AND u.recipe_id = '${ANY_RECIPE}' AND EXISTS (
       SELECT 1 FROM login_methods m
       JOIN login_method_tenants t ON t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id
       WHERE m.app_id = u.app_id AND m.user_id = u.user_id AND t.tenant_id = u.tenant_id AND ${FITS})
     ORDER BY u.time_joined ${order}, u.user_id DESC LIMIT ?`,
  );
const walks = { ASC: walk('ASC'), DESC: walk('DESC') };

/** Goes through an index of what the tags are about, which is many times quicker: for tags that few fit. */
const candidates = (index: string, tagFits: string) =>
  new Query<{ user_id: string }>(
    `SELECT m.user_id FROM login_methods m INDEXED BY ${index}
     JOIN login_method_tenants t ON t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id AND t.tenant_id = ?
     WHERE m.app_id = ? AND ${tagFits} AND ${FITS} LIMIT ?`,
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

/** Sorts after every id, so that it excludes no user who joined at the time of a position without one. */
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
  // Who uses several of them is in several of the lists, each time at the same place.
  const byId = new Map(recipeIds.flatMap(ofRecipe).map((position) => [position.userId, position]));
  return [...byId.values()].sort(newestFirst ? byNewest : byOldest).slice(0, limit);
}

const toPosition = (row: PositionRow): Position => ({ userId: row.user_id, timeJoined: row.time_joined });

const byIdFalling = (a: Position, b: Position): number => (a.userId < b.userId ? 1 : -1);
const byOldest = (a: Position, b: Position): number => a.timeJoined - b.timeJoined || byIdFalling(a, b);
const byNewest = (a: Position, b: Position): number => b.timeJoined - a.timeJoined || byIdFalling(a, b);

/** The real core gives no more. */
const MAX_FOUND = 1000;

/** Beyond these, sorting all who fit takes longer than going through the users until there are enough. */
const FEW = 20_000;

/** The users with a login method that all kinds of tags fit, a thousand at most. */
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
  const few = findFew(tx, appId, tenantId, tags, fits);
  const rows =
    few === null
      ? walks[order].all(tx, appId, tenantId, ...fits, MAX_FOUND)
      : positions[order].all(tx, JSON.stringify(few), appId, tenantId, MAX_FOUND);
  return rows.map((row) => row.user_id);
}

/** Everybody who fits, in no order; null when they are not few. */
function findFew(
  tx: Tx,
  appId: string,
  tenantId: string,
  { emails, phoneNumbers, providers }: SearchTags,
  fits: readonly (string | null)[],
): string[] | null {
  const fitting = (query: Query<{ user_id: string }>, ...tag: readonly string[]) =>
    query.all(tx, tenantId, appId, ...tag, ...fits, FEW + 1).map((row) => row.user_id);
  const found = new Set([
    ...(emails ?? []).flatMap((tag) => fitting(candidatesBy.emails, tag, tag)),
    // Whoever fits all kinds is among those who fit the first kind.
    ...(emails === null ? (phoneNumbers ?? []) : []).flatMap((tag) =>
      fitting(candidatesBy.phoneNumbers, tag),
    ),
    ...(emails === null && phoneNumbers === null ? (providers ?? []) : []).flatMap((tag) =>
      fitting(candidatesBy.providers, tag),
    ),
  ]);
  return found.size > FEW ? null : [...found];
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

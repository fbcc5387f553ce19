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

const HAS_RECIPE = `EXISTS (
  SELECT 1 FROM login_methods m
  JOIN login_method_tenants t ON t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id
  WHERE m.app_id = u.app_id AND m.user_id = u.user_id AND t.tenant_id = u.tenant_id
    AND m.recipe_id IN (SELECT value FROM json_each(?)))`;

/** Users who joined in the same millisecond come in falling order of their ids, both ways, as in the real core. */
const page = (order: 'ASC' | 'DESC', filter: string) =>
  new Query<PositionRow>(
    `SELECT u.user_id, u.time_joined FROM tenant_users u
     WHERE u.app_id = ? AND u.tenant_id = ?
       AND u.time_joined ${order === 'ASC' ? '>=' : '<='} ? AND (u.time_joined <> ? OR u.user_id <= ?) AND ${filter}
     ORDER BY u.time_joined ${order}, u.user_id DESC LIMIT ?`,
  );

const pages = {
  all: { ASC: page('ASC', 'true'), DESC: page('DESC', 'true') },
  ofRecipes: { ASC: page('ASC', HAS_RECIPE), DESC: page('DESC', HAS_RECIPE) },
};
/** Tags are LIKE patterns, as in the real core: letters count without their case, and % and _ stand for others. */
const search = (order: 'ASC' | 'DESC') =>
  new Query<PositionRow>(
    `SELECT u.user_id, u.time_joined FROM tenant_users u
     WHERE u.app_id = ? AND u.tenant_id = ? AND EXISTS (
       SELECT 1 FROM login_methods m
       JOIN login_method_tenants t ON t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id
       WHERE m.app_id = u.app_id AND m.user_id = u.user_id AND t.tenant_id = u.tenant_id
         AND m.recipe_id IN (SELECT value FROM json_each(?))
         AND (? IS NULL OR EXISTS (
           SELECT 1 FROM json_each(?) tag WHERE m.email LIKE tag.value || '%' OR m.email LIKE '%@' || tag.value || '%'))
         AND (? IS NULL OR EXISTS (SELECT 1 FROM json_each(?) tag WHERE m.phone_number LIKE tag.value || '%'))
         AND (? IS NULL OR EXISTS (SELECT 1 FROM json_each(?) tag WHERE m.third_party_id LIKE tag.value || '%')))
     ORDER BY u.time_joined ${order}, u.user_id DESC LIMIT 1000`,
  );

const searches = { ASC: search('ASC'), DESC: search('DESC') };
const countOfTenant = new Query<{ count: number }>(
  'SELECT count(*) AS count FROM tenant_users WHERE app_id = ? AND tenant_id = ?',
);
const countOfTenantByRecipes = new Query<{ count: number }>(
  `SELECT count(*) AS count FROM tenant_users u WHERE u.app_id = ? AND u.tenant_id = ? AND ${HAS_RECIPE}`,
);
const countOfApp = new Query<{ count: number }>(
  'SELECT count(DISTINCT user_id) AS count FROM tenant_users WHERE app_id = ?',
);
const countOfAppByRecipes = new Query<{ count: number }>(
  `SELECT count(DISTINCT u.user_id) AS count FROM tenant_users u WHERE u.app_id = ? AND ${HAS_RECIPE}`,
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
  const rows =
    recipeIds.length === 0
      ? pages.all[order].all(tx, appId, tenantId, ...place, limit)
      : pages.ofRecipes[order].all(tx, appId, tenantId, ...place, JSON.stringify(recipeIds), limit);
  return rows.map((row) => ({ timeJoined: row.time_joined, userId: row.user_id }));
}

/** Looks at every user of the tenant, and gives a thousand at most. */
export function searchUsers(
  tx: Tx,
  appId: string,
  tenantId: string,
  recipeIds: readonly string[],
  { emails, phoneNumbers, providers }: SearchTags,
  newestFirst: boolean,
): string[] {
  const lists = [emails, phoneNumbers, providers].flatMap((tags) => {
    const list = tags === null ? null : JSON.stringify(tags);
    return [list, list];
  });
  const recipes = JSON.stringify(recipeIds);
  const rows = searches[newestFirst ? 'DESC' : 'ASC'].all(tx, appId, tenantId, recipes, ...lists);
  return rows.map((row) => row.user_id);
}

export const countInTenant = (
  tx: Tx,
  appId: string,
  tenantId: string,
  recipeIds: readonly string[],
): number =>
  (recipeIds.length === 0
    ? countOfTenant.get(tx, appId, tenantId)
    : countOfTenantByRecipes.get(tx, appId, tenantId, JSON.stringify(recipeIds))
  )?.count ?? 0;

export const countInApp = (tx: Tx, appId: string, recipeIds: readonly string[]): number =>
  (recipeIds.length === 0
    ? countOfApp.get(tx, appId)
    : countOfAppByRecipes.get(tx, appId, JSON.stringify(recipeIds))
  )?.count ?? 0;

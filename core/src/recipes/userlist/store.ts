import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';
import { toRecipeSet } from '../users/listingStore.ts';

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

interface PositionRow {
  user_id: string;
  time_joined: number;
}

/** The `recipe_id` of the rows that list all users. */
const ANY_RECIPE = '';

/** Sorted like {@link comparePositions}, as in the real core. */
const page = (order: 'ASC' | 'DESC') =>
  new Query<PositionRow>(
    `SELECT user_id, time_joined FROM tenant_users WHERE app_id = ? AND tenant_id = ? AND recipe_id = ?
       AND time_joined ${order === 'ASC' ? '>=' : '<='} ? AND (time_joined <> ? OR user_id <= ?)
     ORDER BY time_joined ${order}, user_id DESC LIMIT ?`,
  );
const pages = { ASC: page('ASC'), DESC: page('DESC') };

const countOfTenant = new Query<{ count: number | null }>(
  'SELECT sum(count) AS count FROM tenant_user_counts WHERE app_id = ? AND tenant_id = ? AND recipes & ? <> 0',
);
const countOfApp = new Query<{ count: number | null }>(
  'SELECT sum(count) AS count FROM app_user_counts WHERE app_id = ? AND recipes & ? <> 0',
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
  return [...byId.values()].sort(comparePositions(newestFirst)).slice(0, limit);
}

const toPosition = (row: PositionRow): Position => ({ userId: row.user_id, timeJoined: row.time_joined });

/** Users who joined in the same millisecond are sorted by descending id in both directions. */
export const comparePositions =
  (newestFirst: boolean) =>
  (a: Position, b: Position): number =>
    (newestFirst ? b.timeJoined - a.timeJoined : a.timeJoined - b.timeJoined) ||
    (a.userId < b.userId ? 1 : -1);

export const countInTenant = (
  tx: Tx,
  appId: string,
  tenantId: string,
  recipeIds: readonly string[],
): number => countOfTenant.get(tx, appId, tenantId, toRecipeSet(recipeIds))?.count ?? 0;

export const countInApp = (tx: Tx, appId: string, recipeIds: readonly string[]): number =>
  countOfApp.get(tx, appId, toRecipeSet(recipeIds))?.count ?? 0;

import type { Context } from '../../context.ts';
import { usersByIds } from '../users/store.ts';
import type { User } from '../users/types.ts';
import { countActiveSince, countInApp, countInTenant, listPage } from './store.ts';
import type { PageRequest, Position } from './store.ts';

export interface Page {
  readonly users: readonly User[];
  /** Where the next page begins; null on the last one. */
  readonly next: Position | null;
}

export function listUsers({ db }: Pick<Context, 'db'>, request: PageRequest): Promise<Page> {
  return db.read((tx) => {
    const positions = listPage(tx, { ...request, limit: request.limit + 1 });
    const shown = positions.slice(0, request.limit).map(({ userId }) => userId);
    return { users: usersByIds(tx, request.appId, shown), next: positions[request.limit] ?? null };
  });
}

export const countUsers = (
  { db }: Pick<Context, 'db'>,
  appId: string,
  tenantId: string | null,
  recipeIds: readonly string[],
): Promise<number> =>
  db.read((tx) =>
    tenantId === null ? countInApp(tx, appId, recipeIds) : countInTenant(tx, appId, tenantId, recipeIds),
  );

export const countActiveUsers = (
  { db }: Pick<Context, 'db'>,
  appId: string,
  since: number,
): Promise<number> => db.read((tx) => countActiveSince(tx, appId, since));

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Context } from '../../context.ts';
import { usersByIds } from '../users/store.ts';
import type { Tenant } from '../multitenancy/types.ts';
import type { User } from '../users/types.ts';
import { searchUsers } from './search.ts';
import type { SearchTags } from './searchStore.ts';
import { countInApp, countInTenant, listPage } from './store.ts';
import type { PageRequest, Position } from './store.ts';

export interface Page {
  readonly users: readonly User[];
  /** The start of the next page; null on the last one. */
  readonly next: Position | null;
}

export function listUsers({ db }: Pick<Context, 'db'>, request: PageRequest): Promise<Page> {
  return db.read((tx) => {
    const positions = listPage(tx, { ...request, limit: request.limit + 1 });
    const shown = positions.slice(0, request.limit).map(({ userId }) => userId);
    return { users: usersByIds(tx, request.appId, shown), next: positions[request.limit] ?? null };
  });
}

/** How many users one turn of the event loop reads. */
const USERS_PER_TURN = 200;

/** Finds at most a thousand users by tags. */
export async function findUsers(
  { db }: Pick<Context, 'db'>,
  { appId, tenantId }: Tenant,
  tags: SearchTags,
  newestFirst: boolean,
): Promise<User[]> {
  const ids = await searchUsers({ db }, { appId, tenantId, tags, newestFirst });
  const users: User[] = [];
  for (let at = 0; at < ids.length; at += USERS_PER_TURN) {
    if (at > 0) await nextTurn();
    users.push(...(await db.read((tx) => usersByIds(tx, appId, ids.slice(at, at + USERS_PER_TURN)))));
  }
  return users;
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

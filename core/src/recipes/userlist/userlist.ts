import type { Context } from '../../context.ts';
import { usersByIds } from '../users/store.ts';
import type { Tenant } from '../multitenancy/types.ts';
import type { RecipeId, User } from '../users/types.ts';
import { countInApp, countInTenant, listPage, searchUsers } from './store.ts';
import type { PageRequest, Position, SearchTags } from './store.ts';

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

/** Finds users by tags. Recipes without one of the searched columns have no matches. */
export const findUsers = (
  { db }: Pick<Context, 'db'>,
  { appId, tenantId }: Tenant,
  tags: SearchTags,
  newestFirst: boolean,
): Promise<User[]> =>
  db.read((tx) =>
    usersByIds(tx, appId, searchUsers(tx, appId, tenantId, recipesWith(tags), tags, newestFirst)),
  );

function recipesWith({ phoneNumbers, providers }: SearchTags): RecipeId[] {
  if (phoneNumbers !== null && providers !== null) return [];
  if (phoneNumbers !== null) return ['passwordless'];
  return providers === null ? ['emailpassword', 'thirdparty', 'passwordless', 'webauthn'] : ['thirdparty'];
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

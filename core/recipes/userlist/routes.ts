import { badRequest, onlyPublicTenant } from '../../errors.ts';
import { flagOr, givenLong, maybe, maybeInt, param, words } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { readPosition, writePosition } from './position.ts';
import { countActiveUsers, countUsers, listUsers } from './userlist.ts';

const PUBLIC = 'public';
const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;

/** The recipes that the real core knows; only the first four make users. */
const RECIPE_IDS = [
  ...['emailpassword', 'thirdparty', 'passwordless', 'webauthn', 'session', 'emailverification', 'jwt'],
  ...[
    'usermetadata',
    'userroles',
    'useridmapping',
    'dashboard',
    'totp',
    'multitenancy',
    'accountlinking',
    'mfa',
  ],
  ...['oauth', 'bulkimport', 'saml'],
];

const recipeIds = param((value, name) =>
  words.read(value, name).map((given) => {
    const known = given.toLowerCase();
    if (!RECIPE_IDS.includes(known)) throw badRequest(`Unknown recipe ID: ${given}`);
    return known;
  }),
);

const list = defineRoute({
  method: 'GET',
  path: '/users',
  scope: 'tenant',
  query: { includeRecipeIds: recipeIds, paginationToken: maybe, limit: maybeInt, timeJoinedOrder: maybe },
  handle: async ({ context, tenant, query }) => {
    const order = query.timeJoinedOrder ?? 'ASC';
    if (order !== 'ASC' && order !== 'DESC') throw badRequest('timeJoinedOrder can be either ASC OR DESC');
    const limit = query.limit ?? DEFAULT_LIMIT;
    if (limit > MAX_LIMIT) throw badRequest(`max limit allowed is ${MAX_LIMIT}`);
    if (limit < 1) throw badRequest('limit must a positive integer with min value 1');
    const page = await listUsers(context, {
      appId: tenant.appId,
      tenantId: tenant.tenantId,
      recipeIds: query.includeRecipeIds,
      newestFirst: order === 'DESC',
      from: query.paginationToken === null ? null : readPosition(query.paginationToken),
      limit,
    });
    const nextPaginationToken = page.next === null ? undefined : writePosition(page.next);
    return { status: 'OK', users: page.users, nextPaginationToken };
  },
});

const count = defineRoute({
  method: 'GET',
  path: '/users/count',
  scope: 'tenant',
  query: { includeRecipeIds: recipeIds, includeAllTenants: flagOr(false) },
  handle: async ({ context, tenant, query }) => {
    if (query.includeAllTenants && tenant.tenantId !== PUBLIC) throw onlyPublicTenant();
    const tenantId = query.includeAllTenants ? null : tenant.tenantId;
    return { status: 'OK', count: await countUsers(context, tenant.appId, tenantId, query.includeRecipeIds) };
  },
});

const countActive = defineRoute({
  method: 'GET',
  path: '/users/count/active',
  scope: 'app',
  query: { since: givenLong },
  handle: async ({ context, tenant, query }) => {
    if (query.since < 0) throw badRequest("'since' query parameter must be >= 0");
    return { status: 'OK', count: await countActiveUsers(context, tenant.appId, query.since) };
  },
});

export const userlistRoutes: readonly Route[] = [list, count, countActive];

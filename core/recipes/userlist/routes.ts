import { badRequest, onlyPublicTenant } from '../../errors.ts';
import { flagOr, maybe, maybeInt, param, words } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { trim } from '../../text.ts';
import { PUBLIC } from '../multitenancy/names.ts';
import { userToJson } from '../users/wire.ts';
import { readPosition, writePosition } from './position.ts';
import { countUsers, findUsers, listUsers } from './userlist.ts';

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

/** Words to search for, separated by semicolons; null when there are none. */
const tags = param((value) => {
  const given = (value ?? '').split(';').map((tag) => trim(tag.toLowerCase()));
  const words = given.filter((tag) => tag !== '');
  return words.length === 0 ? null : words;
});

const list = defineRoute({
  method: 'GET',
  path: '/users',
  scope: 'tenant',
  query: {
    includeRecipeIds: recipeIds,
    paginationToken: maybe,
    limit: maybeInt,
    timeJoinedOrder: maybe,
    email: tags,
    phone: tags,
    provider: tags,
  },
  handle: async ({ context, tenant, query }) => {
    const order = query.timeJoinedOrder ?? 'ASC';
    if (order !== 'ASC' && order !== 'DESC') throw badRequest('timeJoinedOrder can be either ASC OR DESC');
    const limit = query.limit ?? DEFAULT_LIMIT;
    const wanted = { emails: query.email, phoneNumbers: query.phone, providers: query.provider };
    const isSearch = Object.values(wanted).some((one) => one !== null);
    if (limit > MAX_LIMIT && !isSearch) throw badRequest(`max limit allowed is ${MAX_LIMIT}`);
    if (limit < 1) throw badRequest('limit must a positive integer with min value 1');
    const from = query.paginationToken === null ? null : readPosition(query.paginationToken);
    if (isSearch) {
      const users = await findUsers(context, tenant, wanted, order === 'DESC');
      return { status: 'OK', users: users.map((user) => userToJson(user)) };
    }
    const page = await listUsers(context, {
      appId: tenant.appId,
      tenantId: tenant.tenantId,
      recipeIds: query.includeRecipeIds,
      newestFirst: order === 'DESC',
      from,
      limit,
    });
    const nextPaginationToken = page.next === null ? undefined : writePosition(page.next);
    return { status: 'OK', users: page.users.map((user) => userToJson(user)), nextPaginationToken };
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

const searchTags = defineRoute({
  method: 'GET',
  path: '/user/search/tags',
  scope: 'unchecked',
  handle: () => ({ status: 'OK', tags: ['email', 'phone', 'provider'] }),
});

export const userlistRoutes: readonly Route[] = [list, count, searchTags];

import { isAtLeast } from '../../cdiVersions.ts';
import type { CdiVersion } from '../../cdiVersions.ts';
import { badRequest } from '../../errors.ts';
import { booleanOr, optionalText, optionalInt, param, wordList } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { findTenantInScope } from '../../http/scope.ts';
import { trim } from '../../text.ts';
import type { User } from '../users/types.ts';
import { userOfRecipeToJson, userToJson } from '../users/wire.ts';
import { readPosition, writePosition } from './position.ts';
import { countUsers, findUsers, listUsers } from './userlist.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;

/** Recipe ids of the real core. Only the first four create users. */
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
  wordList.read(value, name).map((given) => {
    const known = given.toLowerCase();
    if (!RECIPE_IDS.includes(known)) throw badRequest(`Unknown recipe ID: ${given}`);
    return known;
  }),
);

/** Semicolon-separated search tags; null if there are none. */
const tags = param((value) => {
  const given = (value ?? '').split(';').map((tag) => trim(tag.toLowerCase()));
  const words = given.filter((tag) => tag !== '');
  return words.length === 0 ? null : words;
});

/** Callers before account linking get the recipe id of each user. */
const toListed = (user: User, cdiVersion: CdiVersion): object =>
  isAtLeast(cdiVersion, '4.0')
    ? userToJson(user, cdiVersion)
    : { recipeId: user.loginMethods[0]?.recipeId, user: userOfRecipeToJson(user, cdiVersion) };

const list = defineRoute({
  method: 'GET',
  path: '/users',
  scope: 'tenant',
  query: {
    includeRecipeIds: recipeIds,
    paginationToken: optionalText,
    limit: optionalText,
    timeJoinedOrder: optionalText,
    email: tags,
    phone: tags,
    provider: tags,
  },
  handle: async ({ context, tenant, query, cdiVersion }) => {
    const limit = optionalInt.read(query.limit, 'limit') ?? DEFAULT_LIMIT;
    const order = query.timeJoinedOrder ?? 'ASC';
    if (order !== 'ASC' && order !== 'DESC') throw badRequest('timeJoinedOrder can be either ASC OR DESC');
    const wanted = { emails: query.email, phoneNumbers: query.phone, providers: query.provider };
    const isSearch = Object.values(wanted).some((one) => one !== null);
    if (limit > MAX_LIMIT && !isSearch) throw badRequest(`max limit allowed is ${MAX_LIMIT}`);
    if (limit < 1) throw badRequest('limit must a positive integer with min value 1');
    const from = query.paginationToken === null ? null : readPosition(query.paginationToken);
    if (isSearch) {
      const users = await findUsers(context, tenant, wanted, order === 'DESC');
      return { status: 'OK', users: users.map((user) => toListed(user, cdiVersion)) };
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
    const users = page.users.map((user) => toListed(user, cdiVersion));
    return { status: 'OK', users, nextPaginationToken };
  },
});

const count = defineRoute({
  method: 'GET',
  path: '/users/count',
  scope: 'unchecked',
  query: { includeRecipeIds: recipeIds, includeAllTenants: booleanOr(false) },
  handle: async ({ query, ...caller }) => {
    const { appId, tenantId } = findTenantInScope(query.includeAllTenants ? 'app' : 'tenant', caller);
    const reach = query.includeAllTenants ? null : tenantId;
    return { status: 'OK', count: await countUsers(caller.context, appId, reach, query.includeRecipeIds) };
  },
});

const searchTags = defineRoute({
  method: 'GET',
  path: '/user/search/tags',
  scope: 'unchecked',
  handle: () => ({ status: 'OK', tags: ['email', 'phone', 'provider'] }),
});

export const userlistRoutes: readonly Route[] = [list, count, searchTags];

import type { CdiVersion } from '../../cdiVersions.ts';
import { badRequest } from '../../errors.ts';
import { text } from '../../http/fields.ts';
import { requiredText } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import type { User } from '../users/types.ts';
import { userToJson } from '../users/wire.ts';
import { checkLink, linkAccounts, unlinkAccount } from './linking.ts';
import { checkPrimary, makePrimary } from './primaryUser.ts';

/** Throws 400 for an unknown user; returns all other outcomes. */
async function throwIfUnknown<T extends { status: string }>(
  outcome: Promise<T | { status: 'UNKNOWN_USER' }>,
): Promise<Exclude<T, { status: 'UNKNOWN_USER' }>> {
  const result = await outcome;
  if (result.status === 'UNKNOWN_USER') throw badRequest('Unknown user ID provided');
  return result as Exclude<T, { status: 'UNKNOWN_USER' }>;
}

const withUser = (result: { status: string; user?: User }, cdiVersion: CdiVersion): object =>
  result.user === undefined ? result : { ...result, user: userToJson(result.user, cdiVersion) };

const withoutUser = (result: object): object => ({ ...result, user: undefined });

const getPrimaryCheck = defineRoute({
  method: 'GET',
  path: '/recipe/accountlinking/user/primary/check',
  scope: 'app',
  query: { recipeUserId: requiredText },
  handle: async ({ context, tenant, query }) =>
    withoutUser(await throwIfUnknown(checkPrimary(context, tenant.appId, query.recipeUserId))),
});

const postPrimary = defineRoute({
  method: 'POST',
  path: '/recipe/accountlinking/user/primary',
  scope: 'app',
  body: { recipeUserId: text },
  handle: async ({ context, tenant, body, cdiVersion }) => {
    const result = await throwIfUnknown(makePrimary(context, tenant.appId, body.recipeUserId));
    if (result.status !== 'OK') return result;
    return withUser({ ...result, user: withOwnMappingOnly(result.user) }, cdiVersion);
  },
});

/** The real core looks up the mapping of the user only: linked login methods have their internal ids. */
const withOwnMappingOnly = (user: User): User => ({
  ...user,
  loginMethods: user.loginMethods.map((method) =>
    method.recipeUserId === user.id ? method : { ...method, externalId: null },
  ),
});

const getLinkCheck = defineRoute({
  method: 'GET',
  path: '/recipe/accountlinking/user/link/check',
  scope: 'app',
  query: { recipeUserId: requiredText, primaryUserId: requiredText },
  handle: async ({ context, tenant, query }) =>
    withoutUser(await throwIfUnknown(checkLink(context, tenant.appId, query))),
});

const postLink = defineRoute({
  method: 'POST',
  path: '/recipe/accountlinking/user/link',
  scope: 'app',
  body: { recipeUserId: text, primaryUserId: text },
  handle: async ({ context, tenant, body, cdiVersion }) =>
    withUser(await throwIfUnknown(linkAccounts(context, tenant.appId, body)), cdiVersion),
});

const postUnlink = defineRoute({
  method: 'POST',
  path: '/recipe/accountlinking/user/unlink',
  scope: 'app',
  body: { recipeUserId: text },
  handle: ({ context, tenant, body }) =>
    throwIfUnknown(unlinkAccount(context, tenant.appId, body.recipeUserId)),
});

export const accountlinkingRoutes: readonly Route[] = [
  getPrimaryCheck,
  postPrimary,
  getLinkCheck,
  postLink,
  postUnlink,
];

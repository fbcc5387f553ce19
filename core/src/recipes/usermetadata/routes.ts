import { badRequest } from '../../errors.ts';
import { field, invalidField, object, text } from '../../http/fields.ts';
import { requiredText } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { findTenantInScope } from '../../http/scope.ts';
import { clearMetadata, getMetadata, getMetadataOfMany, updateMetadata } from './usermetadata.ts';

const MAX_USERS = 500;

const userIds = field((value, name) => {
  if (!Array.isArray(value)) throw invalidField(name);
  if (value.length > MAX_USERS) throw badRequest(`You can only query up to ${MAX_USERS} users at a time.`);
  if (!value.every((one) => typeof one === 'string'))
    throw badRequest(`${name} array must contain only strings`);
  return value;
});

const get = defineRoute({
  method: 'GET',
  path: '/recipe/user/metadata',
  scope: 'app',
  query: { userId: requiredText },
  handle: async ({ context, tenant, query }) => ({
    status: 'OK',
    metadata: await getMetadata(context, tenant.appId, query.userId),
  }),
});

const getMany = defineRoute({
  method: 'POST',
  path: '/recipe/user/metadata/bulk',
  scope: 'unchecked',
  body: { userIds },
  handle: async ({ body, ...caller }) => {
    // An empty list is allowed under any tenant.
    if (body.userIds.length === 0) return { status: 'OK', users: [] };
    const { appId } = findTenantInScope('app', caller);
    return { status: 'OK', users: await getMetadataOfMany(caller.context, appId, body.userIds) };
  },
});

const put = defineRoute({
  method: 'PUT',
  path: '/recipe/user/metadata',
  scope: 'app',
  body: { userId: text, metadataUpdate: object },
  handle: async ({ context, tenant, body }) => ({
    status: 'OK',
    metadata: await updateMetadata(context, tenant.appId, body.userId, body.metadataUpdate),
  }),
});

const remove = defineRoute({
  method: 'POST',
  path: '/recipe/user/metadata/remove',
  scope: 'app',
  body: { userId: text },
  handle: async ({ context, tenant, body }) => {
    await clearMetadata(context, tenant.appId, body.userId);
    return { status: 'OK' };
  },
});

export const usermetadataRoutes: readonly Route[] = [get, getMany, put, remove];

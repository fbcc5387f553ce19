import { forbidden } from '../../errors.ts';
import { list, nullable, object, optional, text } from '../../http/fields.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { readAppId, readTenantId } from './names.ts';
import {
  appsWithTenants,
  dropApp,
  dropTenant,
  saveApp,
  saveTenantOf,
  tenantOf,
  tenantsOf,
} from './tenants.ts';
import { tenantToJson } from './wire.ts';

const PUBLIC = 'public';

const tenantFields = {
  coreConfig: optional(object),
  firstFactors: optional(nullable(list(text))),
  requiredSecondaryFactors: optional(nullable(list(text))),
};

const putApp = defineRoute({
  method: 'PUT',
  path: '/recipe/multitenancy/app/v2',
  scope: 'tenant',
  body: { appId: optional(text), ...tenantFields },
  handle: async ({ context, tenant, body }) => {
    const appId = body.appId === undefined ? PUBLIC : readAppId(body.appId);
    if (tenant.tenantId !== PUBLIC) throw forbidden('You must use the public tenant to add/update an app');
    if (tenant.appId !== PUBLIC && tenant.appId !== appId)
      throw forbidden('You must use the public or same app to add/update an app');
    return { status: 'OK', ...(await saveApp(context, appId, body)) };
  },
});

const removeApp = defineRoute({
  method: 'POST',
  path: '/recipe/multitenancy/app/remove',
  scope: 'tenant',
  body: { appId: text },
  handle: async ({ context, tenant, body }) => {
    const appId = readAppId(body.appId);
    if (appId === PUBLIC)
      throw forbidden('Cannot delete the public app, use remove connection uri domain API instead');
    if (tenant.appId !== PUBLIC || tenant.tenantId !== PUBLIC)
      throw forbidden('Only the public tenantId and public appId is allowed to delete an app');
    return { status: 'OK', didExist: await dropApp(context, appId) };
  },
});

const listApps = defineRoute({
  method: 'GET',
  path: '/recipe/multitenancy/app/list/v2',
  scope: 'tenant',
  handle: async ({ context, tenant }) => {
    if (tenant.appId !== PUBLIC || tenant.tenantId !== PUBLIC)
      throw forbidden(
        'Only the public tenantId and public appId is allowed to list all apps associated with this connection uri domain',
      );
    const apps = await appsWithTenants(context);
    return {
      status: 'OK',
      apps: apps.map(({ appId, tenants }) => ({ appId, tenants: tenants.map((one) => tenantToJson(one)) })),
    };
  },
});

const putTenant = defineRoute({
  method: 'PUT',
  path: '/recipe/multitenancy/tenant/v2',
  scope: 'tenant',
  body: { tenantId: optional(text), ...tenantFields },
  handle: async ({ context, tenant, body }) => {
    const tenantId = body.tenantId === undefined ? PUBLIC : readTenantId(body.tenantId);
    if (tenant.tenantId !== PUBLIC && tenant.tenantId !== tenantId)
      throw forbidden('You must use the public or same tenant to add/update a tenant');
    return { status: 'OK', ...(await saveTenantOf(context, tenant.appId, tenantId, body)) };
  },
});

const getTenant = defineRoute({
  method: 'GET',
  path: '/recipe/multitenancy/tenant/v2',
  scope: 'unchecked',
  handle: async ({ context, address }) => {
    const tenant = await tenantOf(context, address.appId, address.tenantId);
    return tenant === null ? { status: 'TENANT_NOT_FOUND_ERROR' } : { ...tenantToJson(tenant), status: 'OK' };
  },
});

const listTenants = defineRoute({
  method: 'GET',
  path: '/recipe/multitenancy/tenant/list/v2',
  scope: 'tenant',
  handle: async ({ context, tenant }) => {
    if (tenant.tenantId !== PUBLIC)
      throw forbidden('Only the public tenantId is allowed to list all tenants associated with this app');
    const tenants = await tenantsOf(context, tenant.appId);
    return { status: 'OK', tenants: tenants.map((one) => tenantToJson(one)) };
  },
});

const removeTenant = defineRoute({
  method: 'POST',
  path: '/recipe/multitenancy/tenant/remove',
  scope: 'tenant',
  body: { tenantId: text },
  handle: async ({ context, tenant, body }) => {
    const tenantId = readTenantId(body.tenantId);
    if (tenantId === PUBLIC) throw forbidden('Cannot delete public tenant, use remove app API instead');
    if (tenant.tenantId !== PUBLIC) throw forbidden('Only the public tenantId is allowed to delete a tenant');
    return { status: 'OK', didExist: await dropTenant(context, tenant.appId, tenantId) };
  },
});

export const multitenancyRoutes: readonly Route[] = [
  putApp,
  removeApp,
  listApps,
  putTenant,
  getTenant,
  listTenants,
  removeTenant,
];

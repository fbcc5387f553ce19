import { forbidden } from '../../../errors.ts';
import { optional } from '../../../http/fields.ts';
import { defineRoute } from '../../../http/route.ts';
import type { Route } from '../../../http/route.ts';
import { PUBLIC } from '../names.ts';
import { checkMayUpdate, isBase } from '../permission.ts';
import { appsWithTenants, dropApp, saveApp } from '../tenants.ts';
import { appId } from './nameFields.ts';
import { tenantForm } from './tenantForm.ts';
import type { TenantVersion } from './tenantForm.ts';

const PATH = '/recipe/multitenancy/app';

const putApp = ({ suffix, read }: TenantVersion): Route =>
  defineRoute({
    method: 'PUT',
    path: `${PATH}${suffix}`,
    scope: 'tenant',
    body: { appId: optional(appId), ...tenantForm },
    handle: async ({ context, tenant: caller, body, cdiVersion }) => {
      const target = { appId: body.appId ?? PUBLIC, tenantId: PUBLIC };
      const update = read(body, cdiVersion);
      checkMayUpdate(context.features, caller, target);
      return { status: 'OK', ...(await saveApp(context, target.appId, update)) };
    },
  });

const listApps = ({ suffix, toJson }: TenantVersion): Route =>
  defineRoute({
    method: 'GET',
    path: `${PATH}/list${suffix}`,
    scope: 'tenant',
    handle: async ({ context, tenant, cdiVersion }) => {
      if (!isBase(tenant))
        throw forbidden(
          'Only the public tenantId and public appId is allowed to list all apps associated with this connection uri domain',
        );
      const apps = await appsWithTenants(context);
      return {
        status: 'OK',
        apps: apps.map(({ appId, tenants }) => ({
          appId,
          tenants: tenants.map((one) => toJson(one, cdiVersion)),
        })),
      };
    },
  });

const removeApp = defineRoute({
  method: 'POST',
  path: `${PATH}/remove`,
  scope: 'tenant',
  body: { appId },
  check: ({ body: { appId } }) => {
    if (appId === PUBLIC)
      throw forbidden('Cannot delete the public app, use remove connection uri domain API instead');
  },
  handle: async ({ context, tenant, body: { appId } }) => {
    if (!isBase(tenant))
      throw forbidden('Only the public tenantId and public appId is allowed to delete an app');
    return { status: 'OK', didExist: await dropApp(context, appId) };
  },
});

export const appRoutes = (versions: readonly TenantVersion[]): Route[] => [
  ...versions.flatMap((version) => [putApp(version), listApps(version)]),
  removeApp,
];

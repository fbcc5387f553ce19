import { forbidden } from '../../../errors.ts';
import { optional } from '../../../http/fields.ts';
import { defineRoute } from '../../../http/route.ts';
import type { Route } from '../../../http/route.ts';
import { PUBLIC } from '../names.ts';
import { checkMayUpdate } from '../permission.ts';
import { dropTenant, saveTenantOf, tenantOf, tenantsOf } from '../tenants.ts';
import { tenantId } from './nameFields.ts';
import { tenantForm } from './tenantForm.ts';
import type { TenantVersion } from './tenantForm.ts';

const PATH = '/recipe/multitenancy/tenant';

const putTenant = ({ suffix, read }: TenantVersion): Route =>
  defineRoute({
    method: 'PUT',
    path: `${PATH}${suffix}`,
    scope: 'tenant',
    body: { tenantId: optional(tenantId), ...tenantForm },
    handle: async ({ context, tenant: caller, body, cdiVersion }) => {
      const target = { appId: caller.appId, tenantId: body.tenantId ?? PUBLIC };
      const update = read(body, cdiVersion);
      checkMayUpdate(context.features, caller, target);
      return { status: 'OK', ...(await saveTenantOf(context, target.appId, target.tenantId, update)) };
    },
  });

const getTenant = ({ suffix, toJson }: TenantVersion): Route =>
  defineRoute({
    method: 'GET',
    path: `${PATH}${suffix}`,
    scope: 'unchecked',
    handle: async ({ context, address, cdiVersion }) => {
      const tenant = await tenantOf(context, address.appId, address.tenantId);
      return tenant === null
        ? { status: 'TENANT_NOT_FOUND_ERROR' }
        : { ...toJson(tenant, cdiVersion), status: 'OK' };
    },
  });

const listTenants = ({ suffix, toJson }: TenantVersion): Route =>
  defineRoute({
    method: 'GET',
    path: `${PATH}/list${suffix}`,
    scope: 'tenant',
    handle: async ({ context, tenant, cdiVersion }) => {
      if (tenant.tenantId !== PUBLIC)
        throw forbidden('Only the public tenantId is allowed to list all tenants associated with this app');
      const tenants = await tenantsOf(context, tenant.appId);
      return { status: 'OK', tenants: tenants.map((one) => toJson(one, cdiVersion)) };
    },
  });

const removeTenant = defineRoute({
  method: 'POST',
  path: `${PATH}/remove`,
  scope: 'tenant',
  body: { tenantId },
  check: ({ body: { tenantId } }) => {
    if (tenantId === PUBLIC) throw forbidden('Cannot delete public tenant, use remove app API instead');
  },
  handle: async ({ context, tenant, body: { tenantId } }) => {
    if (tenant.tenantId !== PUBLIC) throw forbidden('Only the public tenantId is allowed to delete a tenant');
    return { status: 'OK', didExist: await dropTenant(context, tenant.appId, tenantId) };
  },
});

export const tenantRoutes = (versions: readonly TenantVersion[]): Route[] => [
  ...versions.flatMap((version) => [putTenant(version), getTenant(version), listTenants(version)]),
  removeTenant,
];

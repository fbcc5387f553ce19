import { badRequest, forbidden } from '../../../errors.ts';
import { requireMultiTenancy } from '../../../features.ts';
import { optional } from '../../../http/fields.ts';
import { defineRoute } from '../../../http/route.ts';
import type { Route } from '../../../http/route.ts';
import { PUBLIC } from '../names.ts';
import { isBase } from '../permission.ts';
import { appsWithTenants, saveApp } from '../tenants.ts';
import { connectionUriDomain } from './nameFields.ts';
import { tenantForm } from './tenantForm.ts';
import type { TenantVersion } from './tenantForm.ts';

/**
 * Connection URI domains: several cores in one process, each with its own database, selected by host. This
 * core has one database and therefore only the default domain, like the real core in memory.
 */
const PATH = '/recipe/multitenancy/connectionuridomain';

const putDomain = ({ suffix, read }: TenantVersion): Route =>
  defineRoute({
    method: 'PUT',
    path: `${PATH}${suffix}`,
    scope: 'tenant',
    body: { connectionUriDomain: optional(connectionUriDomain), ...tenantForm },
    handle: async ({ context, tenant, body, cdiVersion }) => {
      const update = read(body, cdiVersion);
      const { connectionUriDomain: domain } = body;
      if (domain === undefined) return { status: 'OK', ...(await saveApp(context, PUBLIC, update)) };
      requireMultiTenancy(context.features);
      if (!isBase(tenant))
        throw forbidden(
          'You must use the default or same connectionUriDomain to create/update a connectionUriDomain',
        );
      throw badRequest(
        `Invalid core config: ConnectionUriDomain: ${domain} cannot be mapped to the same user pool as `,
      );
    },
  });

const listDomains = ({ suffix, toJson }: TenantVersion): Route =>
  defineRoute({
    method: 'GET',
    path: `${PATH}/list${suffix}`,
    scope: 'tenant',
    handle: async ({ context, tenant, cdiVersion }) => {
      if (!isBase(tenant))
        throw forbidden(
          'Only the public tenantId, public appId and default connectionUriDomain is allowed to list all ' +
            'connectionUriDomains and appIds associated with this core',
        );
      const apps = (await appsWithTenants(context)).map(({ appId, tenants }) => ({
        appId,
        tenants: tenants.map((one) => toJson(one, cdiVersion)),
      }));
      return { status: 'OK', connectionUriDomains: [{ connectionUriDomain: '', apps }] };
    },
  });

const removeDomain = defineRoute({
  method: 'POST',
  path: `${PATH}/remove`,
  scope: 'tenant',
  body: { connectionUriDomain },
  handle: ({ tenant }) => {
    if (!isBase(tenant))
      throw forbidden(
        'Only the public tenantId, public appId and default connectionUriDomain is allowed to delete ' +
          'a connectionUriDomain',
      );
    return { status: 'OK', didExist: false };
  },
});

export const domainRoutes = (versions: readonly TenantVersion[]): Route[] => [
  ...versions.flatMap((version) => [putDomain(version), listDomains(version)]),
  removeDomain,
];

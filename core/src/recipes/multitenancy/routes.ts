import { requireMultiTenancy } from '../../features.ts';
import { field, filled, flag, optional, renamedSince, text } from '../../http/fields.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { trim } from '../../text.ts';
import { appRoutes } from './routes/apps.ts';
import { domainRoutes } from './routes/domains.ts';
import { associateUser, disassociateUser } from './membership.ts';
import { isBase } from './permission.ts';
import { providerConfig, readProvider } from './routes/providerConfig.ts';
import { VERSIONS } from './routes/tenantForm.ts';
import { tenantRoutes } from './routes/tenants.ts';
import { dropProvider, putProvider } from './thirdPartyConfig.ts';

const putThirdParty = defineRoute({
  method: 'PUT',
  path: '/recipe/multitenancy/config/thirdparty',
  scope: 'tenant',
  body: { config: providerConfig, skipValidation: optional(flag) },
  handle: async ({ context, tenant, body }) => {
    if (!isBase(tenant)) requireMultiTenancy(context.features);
    const provider = readProvider(body.config);
    return { status: 'OK', ...(await putProvider(context, tenant, provider, body.skipValidation ?? false)) };
  },
});

const removeThirdParty = defineRoute({
  method: 'POST',
  path: '/recipe/multitenancy/config/thirdparty/remove',
  scope: 'tenant',
  body: { thirdPartyId: text },
  handle: async ({ context, tenant, body }) => ({
    status: 'OK',
    ...(await dropProvider(context, tenant, trim(body.thirdPartyId))),
  }),
});

const userId = field((value, name) => {
  // The error message uses the name from before account linking.
  return filled(text.read(value, name), 'userId');
});

const addUser = defineRoute({
  method: 'POST',
  path: '/recipe/multitenancy/tenant/user',
  scope: 'tenant',
  body: { recipeUserId: renamedSince('4.0', 'userId', userId) },
  handle: ({ context, tenant, body }) => associateUser(context, tenant, body.recipeUserId),
});

const removeUser = defineRoute({
  method: 'POST',
  path: '/recipe/multitenancy/tenant/user/remove',
  scope: 'tenant',
  body: { recipeUserId: renamedSince('4.0', 'userId', userId) },
  handle: ({ context, tenant, body }) => disassociateUser(context, tenant, body.recipeUserId),
});

export const multitenancyRoutes: readonly Route[] = [
  ...domainRoutes(VERSIONS),
  ...appRoutes(VERSIONS),
  ...tenantRoutes(VERSIONS),
  putThirdParty,
  removeThirdParty,
  addUser,
  removeUser,
];

import { CDI_VERSIONS, isNewer } from '../../cdiVersions.ts';
import { forbidden, HttpError, tenantNotFound } from '../../errors.ts';
import { requiredText } from '../../http/params.ts';
import { Reply } from '../../http/reply.ts';
import { defineRoute } from '../../http/route.ts';
import type { Method, Route } from '../../http/route.ts';
import { PUBLIC } from '../multitenancy/names.ts';

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'DELETE'];

const HELLO = Reply.text(200, 'Hello');

/** Health check. Answered under any tenant of an existing app. */
const hello = (method: Method): Route =>
  defineRoute({
    method,
    path: '/hello',
    scope: 'app-from-any-tenant',
    keyless: true,
    versionless: true,
    handle: () => HELLO,
  });

/** Health check at the root path, where an unknown tenant is a path that does not exist (404). */
const root = (method: Method): Route =>
  defineRoute({
    method,
    path: '/',
    scope: 'unchecked',
    keyless: true,
    handle: ({ context, address: { appId, tenantId } }) => {
      if (context.tenants.find(appId, PUBLIC) === null) throw tenantNotFound(appId, PUBLIC);
      if (context.tenants.find(appId, tenantId) === null) throw new HttpError(404, 'Not found');
      return HELLO;
    },
  });

const apiVersion = defineRoute({
  method: 'GET',
  path: '/apiversion',
  scope: 'app',
  versionless: true,
  handle: ({ tenant }) => ({
    versions: CDI_VERSIONS.filter((version) => !isNewer(version, tenant.settings.newestCdiVersion)),
  }),
});

/** In the real core, the path of the configuration file of a process id. This core has no such file. */
const config = defineRoute({
  method: 'GET',
  path: '/config',
  scope: 'tenant',
  keyless: true,
  query: { pid: requiredText },
  handle: ({ tenant }) => {
    if (tenant.appId !== PUBLIC || tenant.tenantId !== PUBLIC)
      throw forbidden('you can call this only from the base connection uri domain, public app and tenant');
    return { status: 'NOT_ALLOWED' };
  },
});

/** This core sends no telemetry, so there is no telemetry id. */
const telemetry = defineRoute({
  method: 'GET',
  path: '/telemetry',
  scope: 'app',
  refusesTenantFirst: true,
  handle: () => ({ exists: false }),
});

const requestStats = defineRoute({
  method: 'GET',
  path: '/requests/stats',
  scope: 'app',
  handle: ({ context, tenant }) => ({ status: 'OK', ...context.requests.of(tenant.appId) }),
});

export const coreRoutes: readonly Route[] = [
  ...METHODS.map((method) => hello(method)),
  ...METHODS.map((method) => root(method)),
  apiVersion,
  config,
  telemetry,
  requestStats,
];

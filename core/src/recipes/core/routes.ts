import { CDI_VERSIONS, isNewer } from '../../cdiVersions.ts';
import { forbidden, Refusal, tenantNotFound } from '../../errors.ts';
import { given } from '../../http/params.ts';
import { Reply } from '../../http/reply.ts';
import { defineRoute } from '../../http/route.ts';
import type { Method, Route } from '../../http/route.ts';
import { PUBLIC } from '../multitenancy/names.ts';

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'DELETE'];

const HELLO = Reply.text(200, 'Hello');

/** Is anybody there? Answered under any tenant, as long as the app exists. */
const hello = (method: Method): Route =>
  defineRoute({
    method,
    path: '/hello',
    scope: 'app-from-any-tenant',
    keyless: true,
    versionless: true,
    handle: () => HELLO,
  });

/** The same at the root, where a word that is no tenant is simply a path that does not exist. */
const root = (method: Method): Route =>
  defineRoute({
    method,
    path: '/',
    scope: 'unchecked',
    keyless: true,
    handle: ({ context, address: { appId, tenantId } }) => {
      if (context.tenants.find(appId, PUBLIC) === null) throw tenantNotFound(appId, PUBLIC);
      if (context.tenants.find(appId, tenantId) === null) throw new Refusal(404, 'Not found');
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

/** The path of the configuration file, for who knows the process; this core has no such file to tell of. */
const config = defineRoute({
  method: 'GET',
  path: '/config',
  scope: 'tenant',
  keyless: true,
  query: { pid: given },
  handle: ({ tenant }) => {
    if (tenant.appId !== PUBLIC || tenant.tenantId !== PUBLIC)
      throw forbidden('you can call this only from the base connection uri domain, public app and tenant');
    return { status: 'NOT_ALLOWED' };
  },
});

/** Nothing is ever reported to anybody, so there is no id to report it under. */
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

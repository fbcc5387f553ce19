import type { IncomingMessage } from 'node:http';
import { NEWEST_CDI_VERSION } from '../cdiVersions.ts';
import type { CdiVersion } from '../cdiVersions.ts';
import type { Context } from '../context.ts';
import { badRequest, HttpError } from '../errors.ts';
import { PUBLIC } from '../recipes/multitenancy/names.ts';
import { parseAddress } from './address.ts';
import type { Address } from './address.ts';
import { readJsonBody } from './body.ts';
import { readBody } from './fields.ts';
import { checkApiKey, requireServedVersion, requireTenantSupport, readCdiVersion } from './requestHeaders.ts';
import { readQuery } from './params.ts';
import { Reply } from './reply.ts';
import type { Call, Route } from './route.ts';
import { findTenantInScope } from './scope.ts';

/** Methods known to the real core's servlets: 405 if a path does not support one, 501 for all others. */
const KNOWN_METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PATCH'];

export type Dispatch = (request: IncomingMessage) => Promise<Reply>;

/**
 * Finds and runs the route of a request. Checks a request in the real core's order, so that the first error
 * is the same.
 */
export function createRouter(routes: readonly Route[], context: Context): Dispatch {
  const table = Map.groupBy(routes, (route) => route.path.toLowerCase());

  return async (request) => {
    const [rawPath, search] = splitUrl(request.url ?? '/');
    const address = parseAddress(rawPath, (path) => table.has(path));
    const routesOfPath = address === null ? [] : (table.get(address.path) ?? []);
    const cdiVersion = checkHeaders(request, address, routesOfPath[0], context);
    const route = selectRoute(request, address, routesOfPath);

    const caller = { context, address: address as Address, cdiVersion };
    const findTenant = () =>
      route.scope === 'unchecked' ? null : findTenantInScope(route.scope, caller, route.refusesTenantFirst);

    if (route.findsTenant === 'before-body') findTenant();
    const json = route.body === undefined ? {} : await readJsonBody(request);
    if (route.findsTenant === 'before-fields') findTenant();
    const body = readBody(route.body ?? {}, json, cdiVersion);
    const query = readQuery(route.query ?? {}, new URLSearchParams(search));
    route.check?.({ body, query, cdiVersion });
    const call = { ...caller, tenant: findTenant(), body, query };
    const answer = await route.handle(call as unknown as Call<never, never, never>);
    return answer instanceof Reply ? answer : Reply.json(answer);
  };
}

function splitUrl(url: string): [path: string, search: string] {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const search = mark < 0 ? '' : url.slice(mark + 1);
  try {
    // URLSearchParams accepts anything; this refuses escapes that are not UTF-8.
    if (search.includes('%')) decodeURIComponent(search);
    return [path.includes('%') ? decodeURIComponent(path) : path, search];
  } catch {
    throw badRequest('Bad Request');
  }
}

/**
 * All routes of a path have the same requirements, so the first one decides. Refused requests are counted
 * too.
 */
function checkHeaders(
  request: IncomingMessage,
  address: Address | null,
  route: Route | undefined,
  context: Context,
): CdiVersion {
  // An app that does not exist has no keys to check; it is refused later.
  const app = address === null ? null : context.tenants.find(address.appId, PUBLIC);
  if (app !== null) context.requests.count(app.appId);
  if (app !== null && route?.keyless !== true) checkApiKey(request.headers, app.settings.apiKeys);
  const asked = readCdiVersion(request.headers, app?.settings.newestCdiVersion ?? NEWEST_CDI_VERSION);
  if (address !== null) requireTenantSupport(asked, address.tenantId);
  return requireServedVersion(asked, route?.versionless === true);
}

function selectRoute(request: IncomingMessage, address: Address | null, candidates: readonly Route[]): Route {
  const method = request.method ?? '';
  if (!KNOWN_METHODS.includes(method)) throw new HttpError(501, `Method ${method} is not implemented`);
  if (address === null && ['GET', 'POST', 'PUT', 'DELETE'].includes(method))
    throw new HttpError(404, 'Not found');
  const sameMethod = candidates.filter((route) => route.method === method);
  const route =
    sameMethod.find(({ rid }) => rid !== undefined && rid === request.headers.rid) ??
    sameMethod.find(({ rid }) => rid === undefined);
  if (route === undefined) throw new HttpError(405, 'Method not supported');
  return route;
}

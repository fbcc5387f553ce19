import { readBody, readQuery } from '../http/input.ts';
import { json, type FunctionContext, type FunctionEvent, type FunctionResponse } from '../http/message.ts';
import { isCanonicalPath } from '../http/path.ts';
import { requireRecentProof } from '../session/recentProof.ts';
import { verifySession } from '../session/verifySession.ts';
import { isResponse, type Route, type Routes } from './defineRoute.ts';
import { toRouteTable, type RouteTable } from './matchRoute.ts';

interface DispatchOptions {
  /** Name of the function, for the log. */
  name: string;
  /** Path of the function, which its patterns are below. */
  basePath: () => string;
  /** Called once, at the first request: the routes may depend on the environment. */
  routes: () => Routes;
}

/** Finds the route of a request and handles it. */
export interface Dispatcher {
  /** Function and pattern for the log; a path without a route is not logged. */
  nameOf: (path: string) => string;
  /** Methods of a path, for `Allow`; empty if there is no route. */
  methodsAt: (path: string) => string[];
  /** @throws Refusal 404, 405, 400, 413 or 415, and what the handler throws */
  answer: (event: FunctionEvent, context: FunctionContext) => Promise<FunctionResponse>;
}

/** An event with the decoded segments that the pattern of its route names. */
type RoutedEvent = FunctionEvent & { pathParameters: Record<string, string> };

type RouteHandler = (event: RoutedEvent, context: FunctionContext) => Promise<FunctionResponse>;

function readInput(event: FunctionEvent, route: Route, params: Record<string, string>) {
  return {
    params,
    query: (route.query === undefined ? undefined : readQuery(event, route.query)) as never,
    body: (route.body === undefined ? undefined : readBody(event, route.body)) as never,
  };
}

async function run(route: Route, event: RoutedEvent, context: FunctionContext): Promise<FunctionResponse> {
  const answer = await route.handler(event, readInput(event, route, event.pathParameters), context);
  return isResponse(answer) ? answer : json(200, answer);
}

/** Builds the handler of a route, with the SDK's middleware if the route needs a session. */
function toHandler(route: Route): RouteHandler {
  const { verifySession: requirement, recentProof } = route;
  if (requirement === undefined) return (event, context) => run(route, event, context);
  return verifySession<RoutedEvent>(requirement, (event, context) => {
    if (recentProof !== undefined) requireRecentProof(event.session, recentProof);
    return run(route, event, context);
  });
}

/** Creates the dispatcher of a function from its routes. */
export function createDispatcher({ name, basePath, routes }: DispatchOptions): Dispatcher {
  let table: RouteTable | undefined;
  const handlers = new Map<Route, RouteHandler>();
  const lookUp = () => (table ??= toRouteTable(routes()));
  const below = (path: string): string | undefined => {
    const base = basePath();
    if (path === base) return '';
    return path.startsWith(`${base}/`) ? path.slice(base.length + 1) : undefined;
  };
  return {
    nameOf: (path) => {
      const rest = below(path);
      const pattern = rest === undefined ? undefined : lookUp().patternOf(rest);
      return pattern === undefined ? `${name}/…` : [name, pattern].filter(Boolean).join('/');
    },
    methodsAt: (path) => {
      const rest = isCanonicalPath(path) ? below(path) : undefined;
      return rest === undefined ? [] : lookUp().methodsAt(rest);
    },
    answer: async (event, context) => {
      const { route, params } = lookUp().match(event.httpMethod, below(event.path) ?? '');
      const handler = handlers.get(route) ?? toHandler(route);
      handlers.set(route, handler);
      return handler(Object.assign(event, { pathParameters: params }), context);
    },
  };
}

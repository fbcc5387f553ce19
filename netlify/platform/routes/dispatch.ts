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

function readInput(event: FunctionEvent, route: Route, params: Record<string, string>) {
  return {
    params,
    query: (route.query === undefined ? undefined : readQuery(event, route.query)) as never,
    body: (route.body === undefined ? undefined : readBody(event, route.body)) as never,
  };
}

async function run(
  route: Route,
  event: FunctionEvent,
  params: Record<string, string>,
  context: FunctionContext,
) {
  const answer = await route.handler(event, readInput(event, route, params), context);
  return isResponse(answer) ? answer : json(200, answer);
}

/** Creates the dispatcher of a function from its routes. */
export function createDispatcher({ name, basePath, routes }: DispatchOptions): Dispatcher {
  let table: RouteTable | undefined;
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
      if (route.verifySession === undefined) return run(route, event, params, context);
      const withSession = verifySession(route.verifySession, (verified) => {
        if (route.recentProof !== undefined) requireRecentProof(verified.session, route.recentProof);
        return run(route, verified, params, context);
      });
      return withSession(event, context);
    },
  };
}

import { allowedMethods } from '../http/message.ts';
import { NOTHING_HERE, Refusal } from '../http/refusal.ts';
import type { Route, Routes } from './defineRoute.ts';

interface Pattern {
  method: string;
  segments: string[];
  key: string;
  route: Route;
}

/** A matching route, and the decoded values of its named segments. */
interface MatchedRoute {
  route: Route;
  params: Record<string, string>;
}

/** The paths of a table. */
export interface RouteTable {
  /** @throws Refusal 404 if no pattern matches the path, 405 if none of those that do has the method */
  match: (method: string, below: string) => MatchedRoute;
  /** Methods of a path for `Allow`, including HEAD and OPTIONS; empty if no pattern matches. */
  methodsAt: (below: string) => string[];
  /** The pattern that a path matches, for the log; undefined if there is none. */
  patternOf: (below: string) => string | undefined;
}

/** Ids and roles can have any format. The core accepts 255 characters at most. */
const PARAMETER = /^[^\p{Cc}\p{Cs}]{1,255}$/u;

function decodeSegment(segment: string): string | undefined {
  try {
    const text = decodeURIComponent(segment);
    return PARAMETER.test(text) ? text : undefined;
  } catch {
    // Invalid encoding.
    return undefined;
  }
}

function toPattern([key, route]: [string, Route]): Pattern {
  const [method = '', path = ''] = key.split(' ');
  return { method, segments: path.split('/'), key: path, route };
}

const isParameter = (segment: string) => segment.startsWith(':');

function matches({ segments }: Pattern, given: readonly string[]): boolean {
  return (
    segments.length === given.length &&
    segments.every((segment, index) =>
      isParameter(segment) ? decodeSegment(given[index] ?? '') !== undefined : segment === given[index],
    )
  );
}

function readParams({ segments }: Pattern, given: readonly string[]): Record<string, string> {
  const named = segments.flatMap((segment, index): [string, string][] =>
    isParameter(segment) ? [[segment.slice(1), decodeSegment(given[index] ?? '') ?? '']] : [],
  );
  return Object.fromEntries(named);
}

/** Returns the refusal of an unsupported method. */
export function methodNotAllowed(allowed: readonly string[]): Refusal {
  return new Refusal(405, 'METHOD_NOT_ALLOWED', 'This path does not support this method.', {
    headers: { allow: allowed.join(', ') },
  });
}

function methodsOf(patterns: readonly Pattern[]): string[] {
  if (patterns.length === 0) return [];
  return allowedMethods([...new Set(patterns.map(({ method }) => method))]);
}

/** Parses a table once, for all requests. */
export function toRouteTable(routes: Routes): RouteTable {
  const patterns = Object.entries(routes).map(toPattern);
  const candidates = (below: string) => patterns.filter((pattern) => matches(pattern, below.split('/')));
  return {
    methodsAt: (below) => methodsOf(candidates(below)),
    patternOf: (below) => candidates(below)[0]?.key,
    match: (method, below) => {
      const found = candidates(below);
      const pattern = found.find((candidate) => candidate.method === method);
      if (pattern !== undefined)
        return { route: pattern.route, params: readParams(pattern, below.split('/')) };
      if (found.length === 0) throw new Refusal(404, 'NOT_FOUND', NOTHING_HERE);
      throw methodNotAllowed(methodsOf(found));
    },
  };
}

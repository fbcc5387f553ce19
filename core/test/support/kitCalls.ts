import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAddress } from '../../src/http/address.ts';
import type { Route } from '../../src/http/route.ts';

interface Step {
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string | null>;
  readonly expect: { readonly status: number; readonly body?: unknown };
}

const KIT = join(import.meta.dirname, '..', 'cdi-kit', 'public');

/** All requests of the conformance kit, with placeholders. */
const steps = (): Step[] =>
  readdirSync(KIT).flatMap((file) =>
    (JSON.parse(readFileSync(join(KIT, file), 'utf8')) as { steps: Step[] }[]).flatMap((one) => one.steps),
  );

/** Returns the tested responses by route: `status` values of 200 responses, and other HTTP statuses. */
export function checkedAnswers(routes: readonly Route[]): Map<Route, string[]> {
  const answers = new Map(routes.map((route) => [route, new Set<string>()]));
  for (const step of steps()) {
    const route = routeOf(step, routes);
    // A 500 is a defect of the real core that this core does not reproduce.
    if (route !== undefined && step.expect.status !== 500) answers.get(route)?.add(answerOf(step));
  }
  return new Map([...answers].map(([route, some]) => [route, [...some].sort(byKind)]));
}

function routeOf({ method, path, headers = {} }: Step, routes: readonly Route[]): Route | undefined {
  const plain = (path.split('?')[0] ?? '').replace(/\{\{\w+\}\}/g, 'x');
  const address = parseAddress(plain, (served) =>
    routes.some((route) => route.path.toLowerCase() === served),
  );
  const some = routes.filter(
    (route) => route.method === method && route.path.toLowerCase() === address?.path,
  );
  return (
    some.find(({ rid }) => rid !== undefined && rid === headers.rid) ??
    some.find(({ rid }) => rid === undefined)
  );
}

function answerOf({ expect: { status, body } }: Step): string {
  if (status !== 200) return String(status);
  const named = typeof body === 'object' && body !== null && 'status' in body ? body.status : null;
  return typeof named === 'string' ? named : '200';
}

/** Sorts successes first, then other outcomes, then refusals. */
const byKind = (a: string, b: string) => rank(a) - rank(b) || a.localeCompare(b);
const rank = (answer: string) => (answer === 'OK' || answer === '200' ? 0 : /^\d/.test(answer) ? 2 : 1);

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

/** Every call of the conformance kit, as it is written down: without what earlier answers put into it. */
const steps = (): Step[] =>
  readdirSync(KIT).flatMap((file) =>
    (JSON.parse(readFileSync(join(KIT, file), 'utf8')) as { steps: Step[] }[]).flatMap((one) => one.steps),
  );

/** By route, the answers that the kit checks: statuses of OK and its like, and codes of refusals. */
export function checkedAnswers(routes: readonly Route[]): Map<Route, string[]> {
  const answers = new Map(routes.map((route) => [route, new Set<string>()]));
  for (const step of steps()) {
    const route = routeOf(step, routes);
    // A 500 of the real core is a fault of its own: ours answers otherwise, and the kit does not look.
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

/** What went well first, then what did not, then refusals. */
const byKind = (a: string, b: string) => rank(a) - rank(b) || a.localeCompare(b);
const rank = (answer: string) => (answer === 'OK' || answer === '200' ? 0 : /^\d/.test(answer) ? 2 : 1);

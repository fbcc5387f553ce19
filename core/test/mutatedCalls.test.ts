/** @long */
import { systemClock } from '../src/clock.ts';
import { parseAddress } from '../src/http/address.ts';
import type { Field } from '../src/http/fields.ts';
import type { Route } from '../src/http/route.ts';
import { isJsonObject } from '../src/json.ts';
import type { Json, JsonObject } from '../src/json.ts';
import { routes } from '../src/recipes/index.ts';
import { kitFiles, replay } from './support/conformance';
import { unstorableTexts, wrongValues } from './support/oddInput';
import { withConnection } from './support/openedConnection';
import type { OpenedConnection } from './support/openedConnection';
import { recordCalls } from './support/recorder';
import type { RecordedCall } from './support/recorder';
import { expectResponse, expectRefusal } from './support/refusals';
import { startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

/**
 * Sends the requests of the conformance kit, each with one invalid value. Entirely invalid requests are in
 * fuzz.test.ts; these reach the handlers.
 */
const withBody = routes.filter(({ body }) => body !== undefined);
const titleOf = ({ method, path, rid = '' }: Route) => `${method} ${path} ${rid}`.trim();

let core: TestCore;
let database: OpenedConnection;
let broken: RecordedCall[];
/** Requests by route: one per response status. */
let callsOf: Map<Route | undefined, RecordedCall[]>;

beforeAll(async () => {
  [core, database] = await withConnection(() => startTestCore({ clock: systemClock }));
  const recorded = await recordCalls(core.url, (url) => replay(url, kitFiles(), ['--jobs', '16', '--keep']));
  broken = recorded.filter(({ status }) => status >= 500 && status !== 501);
  callsOf = Map.groupBy(recorded.filter(isFirst()), routeOf);
});

afterAll(() => core.close());

function routeOf({ method, path, headers: { rid } }: RecordedCall): Route | undefined {
  const isServed = (one: string) => withBody.some((route) => route.path.toLowerCase() === one);
  const address = parseAddress(path.split('?')[0] ?? '', isServed);
  const candidates = withBody.filter(
    (route) => route.path.toLowerCase() === address?.path && route.method === method,
  );
  return candidates.find((route) => route.rid === rid) ?? candidates.find((route) => route.rid === undefined);
}

/** Selects the first request of each route and response status. */
function isFirst(): (call: RecordedCall) => boolean {
  const seen = new Set<string>();
  return (call) => {
    const route = routeOf(call);
    const kind = `${route === undefined ? '' : titleOf(route)} ${String(statusOf(call))}`;
    return seen.size < seen.add(kind).size;
  };
}

function statusOf({ answer }: RecordedCall): unknown {
  try {
    const json: unknown = JSON.parse(answer);
    return isJsonObject(json) ? json.status : null;
  } catch {
    return answer;
  }
}

test('all scenarios pass sixteen at a time', () => {
  expect(callsOf.size).toBeGreaterThan(40);
  expect(broken).toEqual([]);
});

const send = ({ method, path, headers }: RecordedCall, body: Json) =>
  fetch(core.url + path, {
    method,
    headers,
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });

describe.each(withBody.map((route) => [titleOf(route), route] as const))('%s', (_title, route) => {
  const bodies = () =>
    (callsOf.get(route) ?? []).flatMap((call) => {
      const body = parsed(call.body);
      return body === null ? [] : [[call, body] as const];
    });

  test('refuses text that cannot be stored', async () => {
    for (const [call, body] of bodies())
      for (const key of Object.keys(route.body ?? {}).filter((one) => typeof body[one] === 'string'))
        for (const value of unstorableTexts) {
          const ask = () => send(call, { ...body, [key]: value });
          // The handler may respond before it reads the field.
          if (isLeftToHandler(route, key)) await expectResponse(database, ask);
          else await expectRefusal(await ask());
        }
  });

  test('one invalid value anywhere gets a response or a refusal', async () => {
    for (const [call, body] of bodies())
      for (const wrong of variantsOf(body)) await expectResponse(database, () => send(call, wrong));
    // Compares the whole database after every request, which is large after the kit.
  });
});

/** Whether the handler reads the field itself. */
function isLeftToHandler({ body }: Route, key: string): boolean {
  const field = (body as Record<string, Field<unknown>>)[key];
  try {
    return (
      typeof field?.read(undefined, key, {}) === 'function' || typeof field?.read('', key, {}) === 'function'
    );
  } catch {
    return false;
  }
}

function parsed(body: string) {
  try {
    const json: unknown = JSON.parse(body);
    return isJsonObject(json) ? json : null;
  } catch {
    return null;
  }
}

/** All variants of a body with one value replaced, at any depth; of a list, the first two items. */
function variantsOf(value: Json): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value).slice(0, Array.isArray(value) ? 2 : Infinity);
  return entries.flatMap(([key, one]) =>
    [...wrongValues, ...variantsOf(one ?? null)].map((variant) => replaced(value, key, variant)),
  );
}

const replaced = (value: Json[] | JsonObject, key: string, by: Json | undefined): Json =>
  Array.isArray(value) ? value.with(Number(key), by ?? null) : { ...value, [key]: by };

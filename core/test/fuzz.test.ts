/** @long */
import fc from 'fast-check';
import type { Field } from '../src/http/fields.ts';
import type { Route } from '../src/http/route.ts';
import { routes } from '../src/recipes/index.ts';
import { HttpError } from '../src/errors.ts';
import type { Json } from '../src/json.ts';
import { brokenBodies, brokenEscapes, oddPath, oddText, oddValue, wrongValues } from './support/oddInput';
import { withConnection } from './support/openedConnection';
import type { OpenedConnection } from './support/openedConnection';
import { rawCall } from './support/rawCall';
import { expectResponse, expectRefusal } from './support/refusals';
import { startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

/** Sends invalid requests to every route of the table, so new routes are covered automatically. */
fc.configureGlobal({ seed: 20_260_101, numRuns: 40 });

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'];
const NOT_CALLED = ['/hello', '/'];

const endpoints = routes.filter(({ path }) => !NOT_CALLED.includes(path));
const withBody = endpoints.filter(({ body }) => body !== undefined);
const titled = (some: readonly Route[]) =>
  some.map((route) => [`${route.method} ${route.path} ${route.rid ?? ''}`.trim(), route] as const);

const fieldsOf = (route: Route) => Object.entries<Field<unknown>>(route.body ?? {});
const paramsOf = (route: Route) => Object.keys(route.query ?? {});
const headersOf = (route: Route) => ({
  'content-type': 'application/json',
  'cdi-version': '5.4',
  ...(route.rid === undefined ? {} : { rid: route.rid }),
});

const KEY = 'key-of-twenty-characters';

let core: TestCore;
let lockedCore: TestCore;
let database: OpenedConnection;

beforeAll(async () => {
  lockedCore = await startTestCore({ apiKeys: [KEY] });
  [core, database] = await withConnection(() => startTestCore());
  await core.call('POST', '/recipe/signup', { email: 'a@example.com', password: 'secret' });
  await core.call('PUT', '/recipe/user/metadata', { userId: 'u', metadataUpdate: { a: 1 } });
  // Creates the keys, which are created on first use.
  await core.call('GET', '/.well-known/jwks.json');
});

afterAll(async () => {
  await lockedCore.close();
  await core.close();
});

const send = (route: Route, address: string, body?: string | Buffer, method: string = route.method) =>
  fetch(core.url + address, {
    method,
    headers: headersOf(route),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
    signal: AbortSignal.timeout(10_000),
  });

describe('invalid input is refused and changes nothing', () => {
  let before: string;

  beforeAll(() => {
    before = database.contents();
    expect(before).toContain('a@example.com');
  });

  afterAll(() => {
    expect(database.contents() === before).toBe(true);
  });

  test.each(titled(endpoints))('%s: addresses', async (_title, route) => {
    if (route.scope === 'unchecked') return;
    await expectRefusal(
      await send(route, `/appid-nosuch${route.path}`, route.body === undefined ? undefined : '{}'),
    );
  });

  test.each(titled(endpoints))('%s: methods', async (_title, route) => {
    const served = routes.filter(({ path }) => path === route.path).map((one): string => one.method);
    for (const method of METHODS.filter((one) => !served.includes(one))) {
      const response = await send(route, route.path, undefined, method);
      expect([405, 501]).toContain(response.status);
    }
  });

  test.each(titled(endpoints))('%s: keys', async (_title, { method, path, keyless = false }) => {
    for (const key of [undefined, 'wrong', '', KEY.slice(1)]) {
      const reply = await lockedCore.call(
        method,
        path,
        undefined,
        key === undefined ? {} : { 'api-key': key },
      );
      expect(reply.status === 401).toBe(!keyless);
    }
    expect((await lockedCore.call(method, path, undefined, { 'api-key': KEY })).status).not.toBe(401);
  });

  test.each(titled(endpoints))('%s: versions', async (_title, { method, path, versionless = false }) => {
    // Version-independent routes also refuse malformed and future versions.
    for (const version of ['abc', '5.4.1.2', '1.0', '5.3.1']) {
      const reply = await core.call(method, path, undefined, { 'cdi-version': version });
      const isRefused = !versionless || version === 'abc' || version === '5.4.1.2';
      expect(/^cdi-version/.test(reply.body.text) && reply.status === 400).toBe(isRefused);
    }
  });

  test.each([
    [
      'POST',
      '/recipe/session/verify',
      { accessToken: 'a.b.c', enableAntiCsrf: false, doAntiCsrfCheck: false, checkDatabase: false },
    ],
    ['POST', '/recipe/session/regenerate', { accessToken: 'nonsense' }],
  ])('%s %s, where the real core answers 500', async (method, path, body) => {
    expect((await core.call(method, path, body)).status).toBe(400);
  });

  test.each(titled(withBody))('%s: bodies', async (_title, route) => {
    for (const body of brokenBodies) await expectRefusal(await send(route, route.path, body));
  });

  test.each(titled(withBody))('%s: fields', async (_title, route) => {
    for (const [key, field] of fieldsOf(route)) {
      for (const value of wrongValues) {
        if (!isRefused(field, key, value)) continue;
        await expectRefusal(await send(route, route.path, JSON.stringify({ [key]: value })));
      }
    }
  });

  test.each(titled(withBody))('%s: truncated', async (_title, route) => {
    const head = `${route.method} ${route.path} HTTP/1.1\r\nHost: localhost\r\ncdi-version: 5.4\r\nContent-Length: 100\r\n\r\n`;
    expect(await rawCall(core.url, `${head}{"userId":"u","email":"a@exa`)).toBe(400);
  });

  test.each(titled(endpoints))('%s: parameters', async (_title, route) => {
    for (const param of paramsOf(route))
      for (const value of brokenEscapes)
        await expectRefusal(
          await send(route, `${route.path}?${param}=${value}`, route.body === undefined ? undefined : '{}'),
        );
  });

  test('oversized headers and malformed HTTP', async () => {
    const route = { method: 'GET', path: '/users/count' } as Route;
    await expectRefusal(await send(route, `/users/count?a=${'x'.repeat(100_000)}`));
    expect(await rawCall(core.url, '\0\xff\r\n\r\n')).toBe(400);
    expect(await rawCall(core.url, 'GET /users/count HTTP/1.1\r\n\r\n')).toBe(400);
  });

  test('the core still responds', async () => {
    expect((await core.call('GET', '/users/count')).body).toEqual({ status: 'OK', count: 1 });
  });
});

describe('unusual input gets a response or a refusal', () => {
  test.each(titled(withBody))('%s', async (_title, route) => {
    const keys = fieldsOf(route).map(([key]) => key);
    const bodies = fc.record(Object.fromEntries(keys.map((key) => [key, oddValue])), { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        await expectResponse(database, () => send(route, route.path, JSON.stringify(body)));
      }),
    );
  });

  test.each(titled(endpoints.filter((route) => paramsOf(route).length > 0)))(
    '%s: parameters',
    async (_title, route) => {
      const queries = fc.record(Object.fromEntries(paramsOf(route).map((key) => [key, oddText])), {
        requiredKeys: [],
      });
      await fc.assert(
        fc.asyncProperty(queries, async (query) => {
          const search = new URLSearchParams(query as Record<string, string>).toString();
          await expectResponse(database, () =>
            send(route, `${route.path}?${search}`, route.body === undefined ? undefined : '{}'),
          );
        }),
      );
    },
  );

  test('random paths', async () => {
    await fc.assert(
      fc.asyncProperty(oddPath, fc.constantFrom(...METHODS), async (path, method) => {
        const response = await fetch(core.url + path, { method });
        expect(response.status).toBeLessThan(502);
        expect(response.status).not.toBe(500);
      }),
      { numRuns: 200 },
    );
  });
});

/** Whether the route's reader refuses a value. Fields that the handler reads itself are excluded. */
function isRefused(field: Field<unknown>, key: string, value: Json | undefined): boolean {
  try {
    field.read(value, key, {});
    return false;
  } catch (error) {
    if (error instanceof HttpError) return true;
    throw error;
  }
}

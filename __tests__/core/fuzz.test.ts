/** @jest-environment node */
import fc from 'fast-check';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Field } from '@/core/http/fields.ts';
import type { Route } from '@/core/http/route.ts';
import { routes } from '@/core/recipes/index.ts';
import { Refusal } from '@/core/errors.ts';
import type { Json } from '@/core/json.ts';
import { rawCall } from './support/rawCall';
import { startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

/** Everything that can be asked, asked wrongly. What is random is printed with its seed when it fails. */
const RUNS = 40;

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'];
const NOT_CALLED = ['/hello', '/'];

const endpoints = routes.filter(({ path }) => !NOT_CALLED.includes(path));
const withBody = endpoints.filter(({ body }) => body !== undefined);
const titled = (some: readonly Route[]) =>
  some.map((route) => [`${route.method} ${route.path} ${route.rid ?? ''}`.trim(), route] as const);

const fieldsOf = (route: Route) => Object.entries<Field<unknown>>(route.body ?? {});
const paramsOf = (route: Route) => Object.keys(route.query ?? {});
const headersOf = (route: Route) => ({
  'cdi-version': '5.4',
  ...(route.rid === undefined ? {} : { rid: route.rid }),
});

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
  fc.constantFrom<Json>(
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    'x'.repeat(200_000),
    '%',
    '_',
    "'; DROP TABLE users; --",
  ),
  fc.constantFrom<Json>(null, 0, -1, 1e308, 1.5, 2 ** 53, true, [], {}, [['a']], { __proto__: null }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom<Json>('public', 'appid-x', 'u', 'a@example.com', '+14155550100', 'T', '2'),
);

let core: TestCore;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'core-fuzz-'));
  core = await startTestCore({ data: join(folder, 'core.db') });
  await core.call('POST', '/recipe/signup', { email: 'a@example.com', password: 'secret' });
  await core.call('PUT', '/recipe/user/metadata', { userId: 'u', metadataUpdate: { a: 1 } });
});

afterAll(async () => {
  await core.close();
  rmSync(folder, { recursive: true });
});

const send = (route: Route, address: string, body?: string | Buffer, method: string = route.method) =>
  fetch(core.url + address, {
    method,
    headers: headersOf(route),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
    signal: AbortSignal.timeout(10_000),
  });

/** The form of a refusal: one line of text, and never about the inside of the core. */
async function expectRefusal(response: Response): Promise<void> {
  const text = await response.text();
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8');
  expect(text.trimEnd()).not.toMatch(/\n|SQL|stack|node:/);
}

/** Answered in full, or refused; nothing in between, whatever was asked. */
async function expectAnswer(response: Response): Promise<void> {
  if (response.status !== 200) {
    await expectRefusal(response);
    return;
  }
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  const body: unknown = isJson ? await response.json() : await response.text();
  expect(body).toBeTruthy();
}

describe('what is certainly wrong is refused, and changes nothing', () => {
  let before: string;

  beforeAll(() => {
    before = dump();
    expect(before).toContain('a@example.com');
  });

  afterAll(() => {
    expect(dump()).toBe(before);
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

  test.each(titled(withBody))('%s: bodies', async (_title, route) => {
    const bodies = [
      '',
      '{',
      '[]',
      'null',
      '"x"',
      '{"a":',
      '{"a":1}}',
      '\0',
      '{"a":"\0"}',
      '['.repeat(5000),
      `{"a":${'['.repeat(300)}${']'.repeat(300)}}`,
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
      `{"a":"${'x'.repeat(5 * 1024 * 1024)}"}`,
    ];
    for (const body of bodies) await expectRefusal(await send(route, route.path, body));
  });

  test.each(titled(withBody))('%s: fields', async (_title, route) => {
    for (const [key, field] of fieldsOf(route)) {
      for (const value of [
        undefined,
        null,
        1.5,
        true,
        {},
        [],
        ['a', 'b'],
        'a\0b',
        '\ud800',
        'x'.repeat(200_000),
      ]) {
        if (!isRefused(field, key, value)) continue;
        await expectRefusal(await send(route, route.path, JSON.stringify({ [key]: value })));
      }
    }
  });

  test.each(titled(withBody))('%s: truncated', async (_title, route) => {
    const head = `${route.method} ${route.path} HTTP/1.1\r\nHost: core\r\ncdi-version: 5.4\r\nContent-Length: 100\r\n\r\n`;
    expect([null, 400]).toContain(await rawCall(core.url, `${head}{"userId":"u","email":"a@exa`));
  });

  test.each(titled(endpoints))('%s: parameters', async (_title, route) => {
    for (const param of paramsOf(route))
      for (const value of ['%00', 'a%00b', '%ff', '%c3%28', '%'])
        await expectRefusal(
          await send(route, `${route.path}?${param}=${value}`, route.body === undefined ? undefined : '{}'),
        );
  });

  test('what is too long for a header, or no HTTP at all', async () => {
    const route = { method: 'GET', path: '/users/count' } as Route;
    await expectRefusal(await send(route, `/users/count?a=${'x'.repeat(100_000)}`));
    expect(await rawCall(core.url, '\0\xff\r\n\r\n')).toBe(400);
    expect(await rawCall(core.url, 'GET /users/count HTTP/1.1\r\n\r\n')).toBe(400);
  });

  test('the core still answers', async () => {
    expect((await core.call('GET', '/users/count')).body).toEqual({ status: 'OK', count: 1 });
  });
});

describe('what is merely odd is answered or refused', () => {
  test.each(titled(withBody))('%s', async (_title, route) => {
    const keys = fieldsOf(route).map(([key]) => key);
    const bodies = fc.record(Object.fromEntries(keys.map((key) => [key, odd])), { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        await expectAnswer(await send(route, route.path, JSON.stringify(body)));
      }),
      { numRuns: RUNS },
    );
  });

  test.each(titled(endpoints.filter((route) => paramsOf(route).length > 0)))(
    '%s: parameters',
    async (_title, route) => {
      const text = fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(
          'true',
          '1',
          '-1',
          '0',
          'ASC',
          'a@example.com',
          'public',
          'x'.repeat(5000),
          '99999999999999999999',
        ),
      );
      const queries = fc.record(Object.fromEntries(paramsOf(route).map((key) => [key, text])), {
        requiredKeys: [],
      });
      await fc.assert(
        fc.asyncProperty(queries, async (query) => {
          const search = new URLSearchParams(query as Record<string, string>).toString();
          await expectAnswer(
            await send(route, `${route.path}?${search}`, route.body === undefined ? undefined : '{}'),
          );
        }),
        { numRuns: RUNS },
      );
    },
  );

  test('any path at all', async () => {
    const path = fc.array(
      fc.oneof(fc.webSegment(), fc.constantFrom('appid-', 'recipe', 'public', '%00', '..', '', 'users')),
    );
    await fc.assert(
      fc.asyncProperty(path, fc.constantFrom(...METHODS), async (segments, method) => {
        const response = await fetch(`${core.url}/${segments.join('/')}`, { method });
        expect(response.status).toBeLessThan(502);
        expect(response.status).not.toBe(500);
      }),
      { numRuns: 200 },
    );
  });
});

/** Whether the route's own reader refuses a value. What it leaves to its handler to read is none of ours. */
function isRefused(field: Field<unknown>, key: string, value: Json | undefined): boolean {
  try {
    field.read(value, key, {});
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}

/** Every row of every table. The core keeps its file to itself, so a copy of it is read. */
function dump(): string {
  const copy = mkdtempSync(join(folder, 'copy-'));
  for (const file of readdirSync(folder).filter((one) => one.startsWith('core.db')))
    copyFileSync(join(folder, file), join(copy, file));
  const connection = new DatabaseSync(join(copy, 'core.db'));
  const tables = connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all();
  const rows = tables.map(({ name: table }) => [
    table,
    connection.prepare(`SELECT * FROM ${String(table)}`).all(),
  ]);
  connection.close();
  return JSON.stringify(rows);
}

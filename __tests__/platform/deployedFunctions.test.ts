/** @jest-environment node */
import { readdirSync } from 'node:fs';
import { REQUEST_ID_HEADER } from '../../config/contracts/errorAnswer.ts';
import type { FunctionHandler } from '../../netlify/platform/createFunction.ts';
import { toWebHandler } from '../../netlify/platform/deploy/webHandler.ts';
import { responseHeader, type FunctionResponse } from '../../netlify/platform/http/message.ts';
import { netlifyContext, toFunctionResponse, toRequest } from '../support/functionCall.ts';
import { AUTH, credentials, startTestApp, setUpTestApp } from '../support/testApp.ts';
import { lambdaContext, lambdaEvent, type RequestOptions } from '../support/lambdaEvent.ts';

const names = readdirSync('netlify/functions').map((file) => file.replace(/\.ts$/, ''));
const pathOf = (name: string) => `/.netlify/functions/${name}`;

setUpTestApp(startTestApp);
const handlers = new Map<string, FunctionHandler>();
beforeAll(async () => {
  for (const name of names) {
    const loaded = (await import(`../../netlify/functions/${name}.ts`)) as { handler: FunctionHandler };
    handlers.set(name, loaded.handler);
  }
});

function handlerOf(name: string): FunctionHandler {
  const handler = handlers.get(name);
  if (handler === undefined) throw new Error(`There is no function ${name}.`);
  return handler;
}

/** The response of `netlify dev`. */
const askLocally = (name: string, options: RequestOptions) =>
  handlerOf(name)(lambdaEvent(options), lambdaContext);

/** The response of a deploy: Netlify's runtime turns the same event into a Request. */
async function askDeployed(name: string, options: RequestOptions): Promise<FunctionResponse> {
  const deployed = toWebHandler(handlerOf(name));
  return toFunctionResponse(await deployed(toRequest(lambdaEvent(options)), netlifyContext));
}

/** All parts of a response that are the same in two identical requests. */
function comparable({ statusCode, headers = {}, multiValueHeaders = {}, body }: FunctionResponse) {
  const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const cookies = Object.entries(multiValueHeaders).flatMap(([, lines]) => lines.map(String));
  return {
    statusCode,
    headers: {
      ...(Object.fromEntries(lowered) as Record<string, string>),
      [REQUEST_ID_HEADER]: '',
      'server-timing': '',
    },
    cookies,
    body: body.replaceAll(/"requestId":"[^"]*"|"latencyMs":[\d.]+/g, ''),
  };
}

const json = (value: object) => JSON.stringify(value);
const jsonType = { 'content-type': 'application/json' };

/** Requests by name, each for the path of a function. */
const requests: Record<string, (path: string) => RequestOptions> = {
  GET: (path) => ({ path }),
  'GET with a query': (path) => ({ path, query: { a: 'b c', d: 'é&=' } }),
  'repeated query values': (path) => ({ path, query: { search: ['a', 'b', 'a,c'] } }),
  'query names of every object': (path) => ({
    path,
    query: { constructor: 'x', toString: 'y', __proto__: 'z' },
  }),
  'a header with several values': (path) => ({ path, headers: { accept: 'a/b, c/d;q="1,2"', rid: 'a, b' } }),
  'two session cookies': (path) => ({
    path,
    headers: { cookie: 'sAccessToken=a.b.c; sAccessToken=d; x="1, 2"' },
  }),
  HEAD: (path) => ({ method: 'HEAD', path }),
  OPTIONS: (path) => ({ method: 'OPTIONS', path }),
  'a preflight': (path) => ({
    method: 'OPTIONS',
    path,
    headers: { origin: 'https://else.example', 'access-control-request-method': 'POST' },
  }),
  'an unknown method': (path) => ({ method: 'BREW', path }),
  'a trailing slash': (path) => ({ path: `${path}/` }),
  'an encoded space': (path) => ({ path: `${path}/a%20b` }),
  'an encoded slash': (path) => ({ path: `${path}/a%2Fb` }),
  'an encoding in lower case': (path) => ({ path: `${path}/%c3%a9` }),
  'a broken encoding': (path) => ({ path: `${path}/%zz` }),
  'a wrong host': (path) => ({ path, headers: { host: 'elsewhere.example' } }),
  'POST without a body': (path) => ({ method: 'POST', path }),
  'POST with an empty body': (path) => ({ method: 'POST', path, body: '', headers: jsonType }),
  'POST with JSON': (path) => ({ method: 'POST', path, body: { a: 1 } }),
  'JSON in base64': (path) => ({
    method: 'POST',
    path,
    body: json({ a: 'é' }),
    headers: jsonType,
    base64: true,
  }),
  'JSON with a byte order mark': (path) => ({
    method: 'POST',
    path,
    body: '\uFEFF{"a":1}',
    headers: jsonType,
  }),
  'a binary body': (path) => ({ method: 'POST', path, body: '\u0000\u00ff\ud83d\ude00', base64: true }),
  'a form': (path) => ({
    method: 'POST',
    path,
    body: 'a=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }),
  'a megabyte': (path) => ({ method: 'POST', path, body: { a: 'x'.repeat(1_000_000) } }),
  'a binary megabyte': (path) => ({ method: 'POST', path, body: 'x'.repeat(1_000_000), base64: true }),
  'PATCH with JSON': (path) => ({ method: 'PATCH', path, body: { a: 1 } }),
  'another site': (path) => ({ method: 'POST', path, body: {}, headers: { 'sec-fetch-site': 'cross-site' } }),
};

describe.each(names)('%s answers alike, deployed and served by netlify dev', (name) => {
  it.each(Object.entries(requests))('%s', async (_, toOptions) => {
    for (const path of name === 'auth' ? [AUTH, `${AUTH}/signin`] : [pathOf(name)]) {
      const options = toOptions(path);
      const local = comparable(await askLocally(name, options));
      expect(comparable(await askDeployed(name, options))).toEqual(local);
      expect(local.statusCode).toBeLessThan(500);
    }
  });
});

it('a sign-in through the deployed entry sets every cookie, one a line', async () => {
  const body = credentials('deployed@example.com');
  const signUp = await askLocally('auth', { method: 'POST', path: `${AUTH}/signup`, body });
  expect(signUp.statusCode).toBe(200);
  const options = { method: 'POST', path: `${AUTH}/signin`, body };
  const deployed = comparable(await askDeployed('auth', options));
  const local = comparable(await askLocally('auth', options));
  const shape = (line: string) => line.replace(/=[^;]*/, '=').replace(/Expires=[^;]*/, 'Expires=');
  expect(deployed.cookies.map(shape)).toEqual(local.cookies.map(shape));
  expect(deployed.cookies.map((line) => line.split('=')[0])).toEqual([
    'sAccessToken',
    'sRefreshToken',
    'recognizedBrowser',
    'lastSignInMethod',
  ]);
});

/** A Request has the path as normalized by the URL standard, so a deployed function sees no other. */
describe('a path that the URL standard reads as another', () => {
  const spellings = [
    (path: string) => `${path}/%2e%2e`,
    (path: string) => `${path}/x/%2E%2e`,
    (path: string) => `${path}/../admin/users`,
    (path: string) => `${path}/%2e%2e/auth/signin`,
    (path: string) => `${path}/./x`,
    (path: string) => path.replace(/\/(\w+)$/, '\\$1'),
    (path: string) => `${path}/x\\..`,
    (path: string) => `${path}\t/x`,
  ];

  it.each(names)(
    'is answered by %s like that other, and is nothing where another function has it',
    async (name) => {
      for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
        for (const path of spellings.map((spell) => spell(pathOf(name)))) {
          const { pathname } = new URL(path, 'http://localhost:8888');
          const deployed = await askDeployed(name, { method, path });
          expect(comparable(deployed)).toEqual(
            comparable(await askLocally(name, { method, path: pathname })),
          );
          if (!`${pathname}/`.startsWith(`${pathOf(name)}/`))
            expect([path, deployed.statusCode]).toEqual([path, 404]);
        }
      }
    },
  );

  it('ending one session never ends the list of sessions', async () => {
    const path = `${pathOf('sessions')}/%2e%2e`;
    for (const below of [path, `${path}/`, `${pathOf('sessions')}/x/%2e%2e`]) {
      const response = await askDeployed('sessions', { method: 'DELETE', path: below });
      expect([below, response.statusCode]).toEqual([below, 404]);
    }
  });
});

/**
 * Netlify's runtime cannot create a Request from these and responds 500, before our code runs.
 */
describe('what does not reach a deployed function', () => {
  it('is TRACE, which is refused in netlify dev', async () => {
    const options = { method: 'TRACE', path: pathOf('user') };
    expect(() => toRequest(lambdaEvent(options))).toThrow(/method is unsupported/);
    const response = await askLocally('user', options);
    expect([response.statusCode, responseHeader(response, 'allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  it.each(['GET', 'HEAD'])('is %s with a body, which netlify dev passes on', async (method) => {
    const options = { method, path: pathOf('health'), body: { a: 1 } };
    expect(() => toRequest(lambdaEvent(options))).toThrow(/cannot have body/);
    expect((await askLocally('health', options)).statusCode).toBe(200);
  });
});

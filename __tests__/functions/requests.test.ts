/** @jest-environment node */
import { generateKeyPairSync, createSign } from 'node:crypto';
import { errorAnswer } from '../../config/functionContract.ts';
import { responseHeader, type FunctionResponse } from '../../netlify/http/message.ts';
import {
  AUTH,
  credentials,
  HOP,
  PROFILE,
  startFunctionWorld,
  USER,
  type FunctionWorld,
} from '../support/functionWorld.ts';
import { lambdaContext } from '../support/lambdaEvent.ts';
import { bodyOf, setCookies, type TestBrowser } from '../support/testBrowser.ts';

let world: FunctionWorld;
beforeAll(async () => {
  world = await startFunctionWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.core.reset();
  world.log.splice(0);
});

const jsonType = { 'content-type': 'application/json' };

/** Status and code of a refusal, after its form has been checked. */
function refusal(response: FunctionResponse): [number, string] {
  const { error } = errorAnswer.parse(JSON.parse(response.body));
  expect(error.requestId).toBe(responseHeader(response, 'x-nf-request-id'));
  expect(responseHeader(response, 'content-type')).toMatch(/^application\/json/);
  expect(responseHeader(response, 'cache-control')).toBe('private, no-store');
  return [response.statusCode, error.code];
}

function post(
  path: string,
  body: string | object | undefined,
  headers: Record<string, string> = {},
  base64?: boolean,
) {
  return world.newBrowser().send({ method: 'POST', path: `${AUTH}${path}`, body, headers, base64 });
}

it.each(['/nothing', '', '/signin/more', '/nowhere/signin', '/nowhere/../nothing'])(
  'there is nothing at %j below the auth function, whoever asks',
  async (path) => {
    expect(refusal(await post(path, credentials('a@example.com')))).toEqual([404, 'NOT_FOUND']);
    expect(world.log.at(-1)).toMatchObject({ status: 404, outcome: 'not_found' });
    expect(world.log.at(-1)).not.toHaveProperty('cause');
  },
);

describe('bodies', () => {
  it.each(['{nope', 'formFields=x', '"text"', '1', 'null', '[]', '\u0000'])(
    '%j is no JSON object',
    async (body) => {
      expect(refusal(await post('/signin', body, jsonType))).toEqual([400, 'BAD_REQUEST']);
      expect(world.core.calls).toEqual([]);
    },
  );

  it.each([undefined, '', '  '])('%j is nothing, which the SDK refuses', async (body) => {
    const response = await post('/signin', body, jsonType);
    expect(response.statusCode).toBe(400);
    expect(bodyOf(response)).toEqual({ message: 'Missing input param: formFields' });
  });

  it.each([
    [{}],
    [{ formFields: 'text' }],
    [{ formFields: [null] }],
    [{ formFields: [{ id: 'email', value: 1 }] }],
    [{ formFields: [] }],
  ])('%j is refused by the SDK', async (body) => {
    const response = await post('/signin', body);
    expect([200, 400]).toContain(response.statusCode);
    expect(response.body).toMatch(/message|FIELD_ERROR/);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'application/jsonp',
  ])('of type %s is refused, as text and as base64', async (type) => {
    const body = JSON.stringify(credentials('a@example.com'));
    for (const base64 of [false, true]) {
      expect(refusal(await post('/signin', body, { 'content-type': type }, base64))).toEqual([
        415,
        'UNSUPPORTED_MEDIA_TYPE',
      ]);
    }
  });

  it('without a type is refused', async () => {
    const body = JSON.stringify(credentials('a@example.com'));
    expect(refusal(await post('/signin', body, {}, true))).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it('in base64 is read', async () => {
    const response = await post(
      '/signup',
      JSON.stringify(credentials('base64@example.com')),
      { 'content-type': 'application/json; charset=utf-8' },
      true,
    );
    expect(bodyOf(response)).toMatchObject({ status: 'OK' });
  });

  it('in base64 that is none is no JSON', async () => {
    expect(refusal(await post('/signin', '\u00ff\u00fe', jsonType, true))).toEqual([400, 'BAD_REQUEST']);
  });

  it.each([false, true])('of a megabyte is refused (base64: %s)', async (base64) => {
    const body = JSON.stringify({ formFields: [{ id: 'email', value: 'x'.repeat(1_000_000) }] });
    expect(refusal(await post('/signin', body, jsonType, base64))).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect(world.core.calls).toEqual([]);
  });
});

describe('paths and methods', () => {
  it.each([
    '',
    '/',
    '/nope',
    '/signin/extra',
    '/session/refresh/navigate/more',
    '/%2e%2e/x',
    '/a b',
    '/%zz',
    `/${'x'.repeat(5000)}`,
    '/<script>',
  ])('there is nothing at %j', async (path) => {
    const response = await world.newBrowser().send({ path: `${AUTH}${path}` });
    expect(refusal(response)).toEqual([404, 'NOT_FOUND']);
  });

  it.each(['POST', 'PUT', 'DELETE', 'HEAD', 'BREW'])('user and profile know no %s', async (method) => {
    for (const [path, allowed] of [
      [USER, 'GET, OPTIONS'],
      [PROFILE, 'GET, PATCH, OPTIONS'],
    ] as const) {
      const response = await world.newBrowser().send({ method, path });
      expect(refusal(response)).toEqual([405, 'METHOD_NOT_ALLOWED']);
      expect(responseHeader(response, 'allow')).toBe(allowed);
    }
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'BREW'])('auth knows no %s', async (method) => {
    const response = await world.newBrowser().send({ method, path: `${AUTH}/signin` });
    expect(refusal(response)).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(responseHeader(response, 'allow')).toBe('GET, POST, OPTIONS');
  });
});

function resigned(token: string, change: Record<string, unknown>): string {
  const [header = '', payload = ''] = token.split('.');
  const claims = { ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), ...change };
  const body = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return `${body}.${createSign('RSA-SHA256').update(body).sign(privateKey, 'base64url')}`;
}

describe('access tokens', () => {
  async function withToken(change: (token: string) => string): Promise<TestBrowser> {
    const browser = await world.signedIn();
    browser.jar.put('sAccessToken', change(browser.jar.get('sAccessToken') ?? ''));
    return browser;
  }

  it.each<[string, (token: string) => string]>([
    ['garbage', () => 'garbage'],
    ['three garbage parts', () => 'a.b.c'],
    ['JSON', () => encodeURIComponent('j:{"a":1}')],
    ['a token without a signature', (token) => token.split('.').slice(0, 2).join('.') + '.'],
    ['a forged signature', (token) => token.replace(/[^.]{20}$/, 'A'.repeat(20))],
    ['a token of a foreign key', (token) => resigned(token, {})],
    ['a foreign key and another user', (token) => resigned(token, { sub: 'somebody-else' })],
    [
      'alg none',
      (token) =>
        `${Buffer.from('{"alg":"none","typ":"JWT","version":"5","kid":"d-1"}').toString('base64url')}.${token.split('.')[1]}.`,
    ],
    ['a token out of date', (token) => resigned(token, { exp: 1 })],
    ['10 kB', () => 'x'.repeat(10_000)],
  ])('%s asks for a refresh and clears nothing', async (_name, change) => {
    const browser = await withToken(change);
    for (const path of [USER, PROFILE]) {
      const response = await browser.send({ path });
      expect(refusal(response)).toEqual([401, 'SESSION_REFRESH_REQUIRED']);
      expect(setCookies(response)).toEqual([]);
    }
  });

  it('a genuine token out of date asks for a refresh', async () => {
    const browser = await world.expired();
    expect(refusal(await browser.send({ path: USER }))).toEqual([401, 'SESSION_REFRESH_REQUIRED']);
  });

  it.each([undefined, ''])('none (%j) means that nobody is signed in', async (token) => {
    const browser = world.newBrowser();
    if (token !== undefined) browser.jar.put('sAccessToken', token);
    for (const path of [USER, PROFILE]) {
      expect(refusal(await browser.send({ path }))).toEqual([401, 'SESSION_REQUIRED']);
    }
  });

  it('in a header is nothing to us', async () => {
    const browser = await world.signedIn();
    const authorization = `Bearer ${browser.jar.get('sAccessToken')}`;
    const response = await world.newBrowser().send({ path: USER, headers: { authorization } });
    expect(refusal(response)).toEqual([401, 'SESSION_REQUIRED']);
  });
});

describe('the session ended elsewhere', () => {
  const ended = ['sAccessToken', 'sRefreshToken', 'sFrontToken', 'st-last-access-token-update'];
  const namesOf = (response: FunctionResponse) => setCookies(response).map((cookie) => cookie.split('=')[0]);

  it('profile says so and clears every cookie', async () => {
    const browser = await world.signedIn();
    await browser.copy().send({ method: 'POST', path: `${AUTH}/signout` });
    const response = await browser.send({ path: PROFILE });
    expect(refusal(response)).toEqual([401, 'SESSION_REQUIRED']);
    expect(namesOf(response)).toEqual(expect.arrayContaining(ended));
    expect(responseHeader(response, 'front-token')).toBe('remove');
  });

  it("so does the SDK's refresh", async () => {
    const browser = await world.signedIn();
    await browser.copy().send({ method: 'POST', path: `${AUTH}/signout` });
    const response = await browser.send({ method: 'POST', path: `${AUTH}/session/refresh` });
    expect(refusal(response)).toEqual([401, 'SESSION_REQUIRED']);
    expect(namesOf(response)).toEqual(expect.arrayContaining(ended));
  });

  it('and so does signing out', async () => {
    const browser = await world.signedIn();
    const response = await browser.send({ method: 'POST', path: `${AUTH}/signout` });
    expect(namesOf(response)).toEqual(expect.arrayContaining(ended));
    expect(browser.jar.names()).toEqual([]);
  });

  it("theft shown to the SDK's refresh ends the session", async () => {
    const owner = await world.expired();
    const thief = owner.copy();
    await owner.navigate({ path: HOP });
    const response = await thief.send({ method: 'POST', path: `${AUTH}/session/refresh` });
    expect(refusal(response)).toEqual([401, 'SESSION_REQUIRED']);
    expect(namesOf(response)).toEqual(expect.arrayContaining(ended));
    expect(world.log.at(-1)).toMatchObject({ outcome: 'theft_detected' });
    expect(refusal(await owner.send({ path: PROFILE }))).toEqual([401, 'SESSION_REQUIRED']);
  });
});

describe('cookies sent twice', () => {
  async function twice(
    name: string,
    order: (good: string) => string[],
  ): Promise<(path: string, method?: string) => Promise<FunctionResponse>> {
    const browser = await world.signedIn();
    const rest = browser.jar
      .header(`${AUTH}/session/refresh`)
      .split('; ')
      .filter((pair) => !pair.startsWith(`${name}=`));
    const values = order(browser.jar.get(name) ?? '').map((value) => `${name}=${value}`);
    const cookie = [...values, ...rest].join('; ');
    return (path, method = 'GET') => world.newBrowser().ask({ path, method, headers: { cookie } });
  }

  it('with one value are one', async () => {
    const ask = await twice('sAccessToken', (good) => [good, good]);
    expect((await ask(USER)).statusCode).toBe(200);
    const refresh = await twice('sRefreshToken', (good) => [good, good, good]);
    expect((await refresh(`${AUTH}/session/refresh`, 'POST')).statusCode).toBe(200);
    expect((await refresh(HOP)).statusCode).toBe(303);
  });

  it('with two values count by the first, and never as a failure of ours', async () => {
    const good = await twice('sRefreshToken', (token) => [token, 'garbage']);
    expect((await good(`${AUTH}/session/refresh`, 'POST')).statusCode).toBe(200);
    const bad = await twice('sRefreshToken', (token) => ['garbage', token]);
    expect(refusal(await bad(`${AUTH}/session/refresh`, 'POST'))).toEqual([401, 'SESSION_REQUIRED']);
    expect((await bad(HOP)).statusCode).toBe(303);
    const access = await twice('sAccessToken', (token) => ['garbage', token]);
    expect(refusal(await access(USER))).toEqual([401, 'SESSION_REFRESH_REQUIRED']);
  });
});

it.each(['', ';;;', '=', 'a', 'sAccessToken', '\u0000=1', 'sAccessToken=%E0%A4%A', 'x'.repeat(20_000)])(
  'the cookie header %j breaks nothing',
  async (cookie) => {
    for (const path of [USER, HOP, `${AUTH}/nope`]) {
      const response = await world.newBrowser().send({ path, headers: { cookie } });
      expect([303, 401, 404]).toContain(response.statusCode);
    }
  },
);

it('answers an event without headers, without a body and without a query: it came to no address of ours', async () => {
  const { handler } = await import('../../netlify/functions/auth.ts');
  const bare = {
    path: `${AUTH}/signin`,
    httpMethod: 'GET',
    headers: null,
    body: null,
    isBase64Encoded: true,
  };
  expect((await handler(bare as never, lambdaContext)).statusCode).toBe(421);
});

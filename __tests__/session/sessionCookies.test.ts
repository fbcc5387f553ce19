import { generateKeyPairSync, createSign } from 'node:crypto';
import { responseHeader, type FunctionResponse } from '../../netlify/platform/http/message.ts';
import { AUTH, HOP, passTime, PROFILE, startTestApp, USER, setUpTestApp } from '../support/testApp.ts';
import { GRACE_MS } from '../../netlify/session/tokenReuse.ts';
import { wellFormedRefusal } from '../support/refusals.ts';
import { bodyOf, setCookies, type TestBrowser } from '../support/testBrowser.ts';

const app = setUpTestApp(startTestApp);

function resigned(token: string, change: Record<string, unknown>): string {
  const [header = '', payload = ''] = token.split('.');
  const claims = { ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), ...change };
  const body = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return `${body}.${createSign('RSA-SHA256').update(body).sign(privateKey, 'base64url')}`;
}

describe('access tokens', () => {
  async function withToken(change: (token: string) => string): Promise<TestBrowser> {
    const browser = await app.signedIn();
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
    ['a foreign key and another user', (token) => resigned(token, { sub: 'another-user' })],
    [
      'alg none',
      (token) =>
        `${Buffer.from('{"alg":"none","typ":"JWT","version":"5","kid":"d-1"}').toString('base64url')}.${token.split('.')[1]}.`,
    ],
    ['a token out of date', (token) => resigned(token, { exp: 1 })],
    ['10 kB', () => 'x'.repeat(10_000)],
  ])('%s requires a refresh and clears nothing', async (_name, change) => {
    const browser = await withToken(change);
    for (const path of [USER, PROFILE]) {
      const response = await browser.send({ path });
      expect(wellFormedRefusal(response)).toEqual([401, 'SESSION_REFRESH_REQUIRED']);
      expect(setCookies(response)).toEqual([]);
    }
  });

  it('an expired valid token requires a refresh', async () => {
    const browser = await app.expired();
    expect(wellFormedRefusal(await browser.send({ path: USER }))).toEqual([401, 'SESSION_REFRESH_REQUIRED']);
  });

  it.each([undefined, ''])('none (%j) means signed out', async (token) => {
    const browser = app.newBrowser();
    if (token !== undefined) browser.jar.put('sAccessToken', token);
    for (const path of [USER, PROFILE]) {
      expect(wellFormedRefusal(await browser.send({ path }))).toEqual([401, 'SESSION_REQUIRED']);
    }
  });

  it('in a header are ignored', async () => {
    const browser = await app.signedIn();
    const authorization = `Bearer ${browser.jar.get('sAccessToken')}`;
    const response = await app.newBrowser().send({ path: USER, headers: { authorization } });
    expect(wellFormedRefusal(response)).toEqual([401, 'SESSION_REQUIRED']);
  });
});

describe('a session that was ended elsewhere', () => {
  const ended = ['sAccessToken', 'sRefreshToken', 'sFrontToken', 'st-last-access-token-update'];
  const namesOf = (response: FunctionResponse) => setCookies(response).map((cookie) => cookie.split('=')[0]);

  it('profile says so and clears all cookies', async () => {
    const browser = await app.signedIn();
    await browser.copy().send({ method: 'POST', path: `${AUTH}/signout` });
    const response = await browser.send({ path: PROFILE });
    expect(wellFormedRefusal(response)).toEqual([401, 'SESSION_REQUIRED']);
    expect(namesOf(response)).toEqual(expect.arrayContaining(ended));
    expect(responseHeader(response, 'front-token')).toBe('remove');
  });

  it("so does the SDK's refresh", async () => {
    const browser = await app.signedIn();
    await browser.copy().send({ method: 'POST', path: `${AUTH}/signout` });
    const response = await browser.send({ method: 'POST', path: `${AUTH}/session/refresh` });
    expect(wellFormedRefusal(response)).toEqual([401, 'SESSION_REQUIRED']);
    expect(namesOf(response)).toEqual(expect.arrayContaining(ended));
  });

  it('so does sign-out', async () => {
    const browser = await app.signedIn();
    const response = await browser.send({ method: 'POST', path: `${AUTH}/signout` });
    expect(namesOf(response)).toEqual(expect.arrayContaining(ended));
    expect(browser.jar.names()).toEqual([]);
  });

  it("token theft that the SDK's refresh detects ends the session", async () => {
    const owner = await app.expired();
    const attacker = owner.copy();
    await owner.navigate({ path: HOP });
    passTime(GRACE_MS + 1000);
    const response = await attacker.send({ method: 'POST', path: `${AUTH}/session/refresh` });
    expect(wellFormedRefusal(response)).toEqual([401, 'SESSION_REQUIRED']);
    expect(namesOf(response)).toEqual(expect.arrayContaining(ended));
    expect(app.log.at(-1)).toMatchObject({ outcome: 'theft_detected' });
    expect(wellFormedRefusal(await owner.send({ path: PROFILE }))).toEqual([401, 'SESSION_REQUIRED']);
  });
});

describe('duplicate cookies', () => {
  async function twice(
    name: string,
    order: (good: string) => string[],
  ): Promise<(path: string, method?: string) => Promise<FunctionResponse>> {
    const browser = await app.signedIn();
    const rest = browser.jar
      .header(`${AUTH}/session/refresh`)
      .split('; ')
      .filter((pair) => !pair.startsWith(`${name}=`));
    const values = order(browser.jar.get(name) ?? '').map((value) => `${name}=${value}`);
    const cookie = [...values, ...rest].join('; ');
    return (path, method = 'GET') => app.newBrowser().ask({ path, method, headers: { cookie } });
  }

  it.each([true, false])("show the account of the first one, the owner's first: %j", async (isOwnFirst) => {
    const [own, planted] = [await app.signedIn(), await app.signedIn()];
    const idOf = async (headers: Record<string, string>) =>
      bodyOf(await app.newBrowser().ask({ path: USER, headers })).userId;
    const tokens = [own, planted].map(({ jar }) => `sAccessToken=${jar.get('sAccessToken')}`);
    const sent = isOwnFirst ? tokens : tokens.toReversed();
    expect(await idOf({ cookie: sent.join('; ') })).toBe(await idOf({ cookie: sent[0] ?? '' }));
  });

  it('with the same value count as one', async () => {
    const ask = await twice('sAccessToken', (good) => [good, good]);
    expect((await ask(USER)).statusCode).toBe(200);
    const refresh = await twice('sRefreshToken', (good) => [good, good, good]);
    expect((await refresh(`${AUTH}/session/refresh`, 'POST')).statusCode).toBe(200);
    expect((await refresh(HOP)).statusCode).toBe(303);
  });

  it('with two values count by the first, and never cause a 5xx', async () => {
    const good = await twice('sRefreshToken', (token) => [token, 'garbage']);
    expect((await good(`${AUTH}/session/refresh`, 'POST')).statusCode).toBe(200);
    const bad = await twice('sRefreshToken', (token) => ['garbage', token]);
    expect(wellFormedRefusal(await bad(`${AUTH}/session/refresh`, 'POST'))).toEqual([
      401,
      'SESSION_REQUIRED',
    ]);
    expect((await bad(HOP)).statusCode).toBe(303);
    const access = await twice('sAccessToken', (token) => ['garbage', token]);
    expect(wellFormedRefusal(await access(USER))).toEqual([401, 'SESSION_REFRESH_REQUIRED']);
  });
});

it.each(['', ';;;', '=', 'a', 'sAccessToken', '\u0000=1', 'sAccessToken=%E0%A4%A', 'x'.repeat(20_000)])(
  'the cookie header %j causes no error',
  async (cookie) => {
    for (const path of [USER, HOP, `${AUTH}/nope`]) {
      const response = await app.newBrowser().send({ path, headers: { cookie } });
      expect([303, 401, 404]).toContain(response.statusCode);
    }
  },
);

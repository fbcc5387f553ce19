import { getAllSessionHandlesForUser } from 'supertokens-node/recipe/session';
import {
  AUTH,
  credentials,
  errorCode,
  passTime,
  PASSWORD,
  SESSIONS,
  signUp,
  startTestApp,
  stopTime,
  USER,
  setUpTestApp,
} from '../support/testApp.ts';
import { createUser } from '../support/users.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';

const app = setUpTestApp(startTestApp);
beforeEach(() => stopTime());

const signInAgain = (
  browser: TestBrowser,
  email: string,
  password = PASSWORD,
  headers: Record<string, string> = {},
) => browser.send({ method: 'POST', path: `${AUTH}/signin`, body: credentials(email, password), headers });

const handleOf = async (browser: TestBrowser) =>
  String(bodyOf(await browser.send({ path: USER })).sessionHandle);

describe('a sign-in ends the previous session of its browser', () => {
  it.each([
    ['good', 0],
    ['expired', 2 * 3_600_000],
    ['expired for days', 5 * 24 * 3_600_000],
  ])('with an access token that is %s', async (_, milliseconds) => {
    const { email, userId, browser } = await createUser(app);
    const copy = browser.copy();
    passTime(milliseconds);
    expect(bodyOf(await signInAgain(browser, email))).toMatchObject({ status: 'OK' });
    expect(await getAllSessionHandlesForUser(userId)).toEqual([await handleOf(browser)]);
    expect(errorCode(await copy.send({ method: 'POST', path: `${AUTH}/session/refresh` }))).toBe(
      'SESSION_REQUIRED',
    );
  });

  it('of another user', async () => {
    const [one, other] = [await createUser(app), await createUser(app)];
    await signInAgain(one.browser, other.email);
    expect(await getAllSessionHandlesForUser(one.userId)).toEqual([]);
    expect(await getAllSessionHandlesForUser(other.userId)).toHaveLength(2);
  });

  it('by a sign-up, too', async () => {
    const { userId, browser } = await createUser(app);
    expect(bodyOf(await signUp(browser))).toMatchObject({ status: 'OK' });
    expect(await getAllSessionHandlesForUser(userId)).toEqual([]);
  });

  it('by a form without JavaScript, with an expired token and headers of an older protocol', async () => {
    const { email, userId, browser } = await createUser(app);
    passTime(2 * 3_600_000);
    const response = await browser.send({
      method: 'POST',
      path: `${AUTH}/form/signin`,
      body: new URLSearchParams({ email, password: PASSWORD }).toString(),
      headers: {
        'content-type': 'Application/X-WWW-Form-Urlencoded; charset=utf-16',
        'fdi-version': '1.17',
        'st-auth-mode': 'header',
      },
    });
    expect([response.statusCode, response.headers?.location]).toEqual([303, '/session']);
    expect(await getAllSessionHandlesForUser(userId)).toEqual([await handleOf(browser)]);
  });

  it('where the client requests tokens in headers', async () => {
    const { email, userId, browser } = await createUser(app);
    await signInAgain(browser, email, PASSWORD, { 'st-auth-mode': 'header' });
    expect(await getAllSessionHandlesForUser(userId)).toEqual([await handleOf(browser)]);
  });

  it('where the client asks to continue its session', async () => {
    const { email, userId, browser } = await createUser(app);
    const before = await handleOf(browser);
    const body = { ...credentials(email), shouldTryLinkingWithSessionUser: true };
    const answer = await browser.send({ method: 'POST', path: `${AUTH}/signin`, body });
    expect(bodyOf(answer)).toMatchObject({ status: 'OK' });
    const handles = await getAllSessionHandlesForUser(userId);
    expect(handles).toEqual([await handleOf(browser)]);
    expect(handles).not.toContain(before);
  });

  it('but no session of another browser', async () => {
    const { email, userId } = await createUser(app);
    const second = app.newBrowser();
    await signInAgain(second, email);
    await signInAgain(second, email);
    expect(await getAllSessionHandlesForUser(userId)).toHaveLength(2);
  });
});

it('a failed sign-in ends nothing', async () => {
  const { email, browser } = await createUser(app);
  expect(bodyOf(await signInAgain(browser, email, 'wrong horse 1'))).toMatchObject({
    status: 'WRONG_CREDENTIALS_ERROR',
  });
  expect((await browser.send({ path: SESSIONS })).statusCode).toBe(200);
});

describe('a cookie that is not a token of the core', () => {
  function forged(token: string, change: (payload: Record<string, unknown>) => void): string {
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    change(claims);
    return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  }

  it.each<[string, (token: string) => string]>([
    ['garbage', () => 'garbage'],
    ['three parts', () => 'a.b.c'],
    ['empty claims', () => `e30.${Buffer.from('{}').toString('base64url')}.x`],
    ['without a signature', (token) => token.slice(0, token.lastIndexOf('.') + 1)],
    ['changed', (token) => forged(token, (claims) => (claims.exp = 4_000_000_000))],
    [
      'without an algorithm',
      (token) =>
        `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${token.split('.')[1] ?? ''}.`,
    ],
    ['a NUL byte', () => '%00'],
    ['100 000 characters', () => 'x'.repeat(100_000)],
  ])('%s, is ignored and ends no session', async (_, make) => {
    const victim = await createUser(app);
    const { email } = await createUser(app);
    const browser = app.newBrowser();
    browser.jar.put('sAccessToken', make(decodeURIComponent(victim.browser.jar.get('sAccessToken') ?? '')));
    expect(bodyOf(await signInAgain(browser, email))).toMatchObject({ status: 'OK' });
    expect(await getAllSessionHandlesForUser(victim.userId)).toHaveLength(1);
  });
});

it('a session that has already ended does not prevent the sign-in', async () => {
  const { email, browser } = await createUser(app);
  const copy = browser.copy();
  await browser.send({ method: 'POST', path: `${AUTH}/signout` });
  expect(bodyOf(await signInAgain(copy, email))).toMatchObject({ status: 'OK' });
});

it('if the session cannot be ended, the sign-in is refused', async () => {
  const { email, userId, browser } = await createUser(app);
  const held = app.core.hold('GET /.well-known/jwks.json');
  const signingIn = signInAgain(browser, email);
  await held.received;
  await app.core.setBehavior('failing');
  held.release();
  const refused = await signingIn;
  await app.core.setBehavior('normal');
  expect([refused.statusCode, errorCode(refused)]).toEqual([503, 'CORE_UNAVAILABLE']);
  expect(await getAllSessionHandlesForUser(userId)).toHaveLength(1);
  expect(bodyOf(await signInAgain(browser, email))).toMatchObject({ status: 'OK' });
});

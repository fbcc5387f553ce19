import { AUTH, PASSWORD, signUp, startTestApp, USER, setUpTestApp } from '../support/testApp.ts';
import { responseHeader } from '../../netlify/platform/http/message.ts';
import { bodyOf, setCookies, type TestBrowser } from '../support/testBrowser.ts';
import { formRequest, FORM_HEADERS } from '../support/formRequest.ts';
import { target } from '../support/redirects.ts';

const SIGN_IN = `${AUTH}/form/signin`;
const SIGN_UP = `${AUTH}/form/signup`;

const app = setUpTestApp(startTestApp);
beforeEach(() => app.core.setBehavior('normal'));

const post = (browser: TestBrowser, path: string, fields: Record<string, string>, headers = {}) =>
  browser.send(formRequest(path, fields, headers));

let count = 0;
const newEmail = () => `form${(count += 1)}@example.com`;

it('creates an account and goes to the requested page with a session', async () => {
  const browser = app.newBrowser();
  const response = await post(browser, SIGN_UP, {
    email: newEmail(),
    password: PASSWORD,
    redirectToPath: '/account?tab=1#here',
  });
  expect(responseHeader(response, 'location')).toBe('/account?tab=1#here');
  expect(setCookies(response).filter((cookie) => /^s(Access|Refresh)Token=/.test(cookie))).toHaveLength(2);
  expect(responseHeader(response, 'front-token')).toBeUndefined();
  expect((await browser.send({ path: USER })).statusCode).toBe(200);
  expect(app.log.at(-2)).toMatchObject({ route: 'auth/form/signup', status: 303, outcome: 'signed_up' });
});

it('signs in, and tells the browser SDK of the session', async () => {
  const email = newEmail();
  await signUp(app.newBrowser(), email);
  const browser = app.newBrowser();
  const response = await post(browser, SIGN_IN, { email: ` ${email.toUpperCase()} `, password: PASSWORD });
  expect(target(response)).toEqual({ path: '/session' });
  const names = setCookies(response).map((cookie) => cookie.split('=')[0]);
  expect(names).toEqual(
    expect.arrayContaining(['sAccessToken', 'sRefreshToken', 'sFrontToken', 'st-last-access-token-update']),
  );
  const { userId } = bodyOf(await browser.send({ path: USER })) as { userId: string };
  const front = setCookies(response).find((cookie) => cookie.startsWith('sFrontToken=')) ?? '';
  const token = /^sFrontToken=([^;]+)/.exec(front)?.[1] ?? '';
  expect(JSON.parse(Buffer.from(token, 'base64').toString())).toMatchObject({ uid: userId });
});

it('goes back to the form after a wrong password, with the address in a cookie and not in the URL', async () => {
  const email = newEmail();
  await signUp(app.newBrowser(), email);
  const browser = app.newBrowser();
  const wrong = await post(browser, SIGN_IN, {
    email,
    password: 'wrong horse 1',
    redirectToPath: '/account',
  });
  expect(target(wrong)).toEqual({
    path: '/auth',
    redirectToPath: '/account',
    formError: 'wrong_credentials',
  });
  expect(setCookies(wrong)).toEqual([
    expect.stringMatching(
      new RegExp(
        `^enteredEmail=${encodeURIComponent(email)}; Path=/auth; Expires=.*; HttpOnly; SameSite=Lax$`,
      ),
    ),
  ]);
  expect(JSON.stringify(wrong)).not.toContain('wrong horse');
  // An unknown address gets the same answer.
  const unknown = await post(app.newBrowser(), SIGN_IN, { email: newEmail(), password: PASSWORD });
  expect(target(unknown)).toMatchObject({ formError: 'wrong_credentials' });
});

it('goes back to a form that still says why the user signs in again', async () => {
  const fields = { email: newEmail(), password: PASSWORD, confirmsIdentity: '1' };
  const response = await post(app.newBrowser(), SIGN_IN, fields);
  expect(target(response)).toMatchObject({ confirmsIdentity: '1', formError: 'wrong_credentials' });
});

it.each([
  ['an address that is none', { email: 'no address', password: PASSWORD }, 'email_invalid'],
  ['no address', { password: PASSWORD }, 'email_invalid'],
  ['a short password', { email: 'short@example.com', password: 'short' }, 'password_refused'],
  ['a common password', { email: 'common@example.com', password: 'password1' }, 'password_refused'],
  ['no password', { email: 'none@example.com' }, 'password_refused'],
  ['a control character', { email: 'a\u0000@example.com', password: PASSWORD }, 'rejected'],
])('refuses an account with %s', async (_, fields, formError) => {
  const response = await post(app.newBrowser(), SIGN_UP, fields);
  expect(target(response)).toMatchObject({ path: '/auth', show: 'signup', formError });
});

it('refuses an address that has an account', async () => {
  const email = newEmail();
  await signUp(app.newBrowser(), email);
  const response = await post(app.newBrowser(), SIGN_UP, { email, password: PASSWORD });
  expect(target(response)).toMatchObject({ show: 'signup', formError: 'email_taken' });
});

it.each([
  '//evil.example',
  'https://evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
  '/%2f%2fevil.example',
])('does not redirect to %s', async (redirectToPath) => {
  const email = newEmail();
  const up = await post(app.newBrowser(), SIGN_UP, { email, password: PASSWORD, redirectToPath });
  expect(target(up)).toEqual({ path: '/session' });
  const wrong = await post(app.newBrowser(), SIGN_IN, { email, password: 'wrong horse 1', redirectToPath });
  expect(target(wrong)).toMatchObject({ redirectToPath: '/session' });
});

it.each<[string, Record<string, string>, string, number]>([
  ['JSON', { 'content-type': 'application/json' }, '{}', 415],
  ['a multipart form', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--', 415],
  ['a body that is too large', {}, `email=${'a'.repeat(20_000)}`, 413],
  ['a form of another site', { 'sec-fetch-site': 'cross-site' }, 'email=a', 403],
])('refuses %s', async (_, headers, body, status) => {
  const page = await app
    .newBrowser()
    .send({ method: 'POST', path: SIGN_IN, body, headers: { ...FORM_HEADERS, ...headers } });
  expect(page.statusCode).toBe(status);
  expect(responseHeader(page, 'content-type')).toMatch(/^text\/html/);
  const asJson = { ...FORM_HEADERS, ...headers, accept: 'application/json' };
  const json = await app.newBrowser().send({ method: 'POST', path: SIGN_IN, body, headers: asJson });
  expect(bodyOf(json)).toMatchObject({ error: { code: expect.any(String) as string } });
  expect(setCookies(page)).toEqual([]);
});

it('shows a page with a link to try again while the core does not respond', async () => {
  await app.core.setBehavior('unreachable');
  const response = await post(app.newBrowser(), SIGN_IN, { email: newEmail(), password: PASSWORD });
  expect(response.statusCode).toBe(503);
  expect(responseHeader(response, 'retry-after')).toMatch(/^\d+$/);
  expect(response.body).toContain('Sign-in is not available at the moment');
  expect(response.body).toContain('href="/auth"');
  // The core may have created the account before it failed.
  expect(response.body).not.toContain('Nothing was changed');
});

it('accepts POST only', async () => {
  const response = await app.newBrowser().send({ path: SIGN_IN });
  expect([response.statusCode, responseHeader(response, 'allow')]).toEqual([405, 'POST, OPTIONS']);
});

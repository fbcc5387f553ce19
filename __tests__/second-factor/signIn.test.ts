import { FACTOR_CHECK_ROUTE } from '../../config/contracts/second-factor.ts';
import {
  AUTH,
  errorCode,
  HOP,
  location,
  passTime,
  PROFILE,
  SESSIONS,
  USER,
  setUpTestApp,
} from '../support/testApp.ts';
import { createUser, signIn } from '../support/users.ts';
import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';
import {
  claimsOf,
  codeForm,
  codeOf,
  FACTOR,
  halfSignedIn,
  sendCode,
  setUpEnrolledUser,
} from '../support/secondFactor.ts';
import { bodyOf, setCookies } from '../support/testBrowser.ts';

const app = setUpTestApp(() =>
  startTestAppWithDatabase({ SECOND_FACTOR: 'optional', EMAIL_VERIFICATION: 'optional' }),
);
const { user: ada, factor } = setUpEnrolledUser(app);

it('a session without the code reaches no function', async () => {
  const browser = await halfSignedIn(app, ada.email);
  for (const [method, path] of [
    ['GET', USER],
    ['GET', PROFILE],
    ['GET', SESSIONS],
    ['DELETE', SESSIONS],
    ['GET', '/.netlify/functions/account'],
    ['POST', '/.netlify/functions/account/deletion'],
    ['GET', '/.netlify/functions/activity'],
    ['PUT', '/.netlify/functions/password'],
    ['PUT', '/.netlify/functions/email'],
    ['POST', '/.netlify/functions/email/verification'],
    ['POST', `${AUTH}/user/email/verify/token`],
    ['GET', `${AUTH}/user/email/verify`],
    ['GET', FACTOR],
    ['DELETE', FACTOR],
    ['POST', `${FACTOR}/setup`],
    ['POST', `${FACTOR}/setup/confirmation`],
    ['POST', `${FACTOR}/recovery-codes`],
    ['DELETE', `${FACTOR}/trusted-browsers`],
  ] as const) {
    const response = await browser.ask({ method, path, ...(method !== 'GET' && { body: {} }) });
    expect([method, path, response.statusCode, errorCode(response)]).toEqual([
      method,
      path,
      403,
      'SECOND_FACTOR_REQUIRED',
    ]);
  }
});

it('the code of the app opens it, and leads to the page wanted', async () => {
  const browser = await halfSignedIn(app, ada.email);
  const response = await sendCode(browser, codeOf(factor.secret), { redirectToPath: '/account/data?a=1' });
  expect([response.statusCode, location(response)]).toEqual([303, '/account/data?a=1']);
  expect((await browser.ask({ path: USER })).statusCode).toBe(200);
  expect(claimsOf(browser)).toMatchObject({
    secondFactor: 'proved',
    factorTime: Math.floor(Date.now() / 1000),
  });
  expect(
    setCookies(response)
      .map((line) => line.split('=')[0])
      .sort(),
  ).toEqual(['recognizedBrowser', 'sAccessToken', 'sFrontToken', 'st-last-access-token-update']);
  expect(app.log.at(-2)).toMatchObject({ route: 'second-factor/code', outcome: 'code_accepted' });
});

it('a refresh keeps what was proved, and what was not', async () => {
  const half = await halfSignedIn(app, ada.email);
  const whole = await halfSignedIn(app, ada.email);
  await sendCode(whole, codeOf(factor.secret));
  passTime();
  for (const browser of [half, whole])
    expect((await browser.send({ method: 'POST', path: `${AUTH}/session/refresh` })).statusCode).toBe(200);
  expect(errorCode(await half.send({ path: USER }))).toBe('SECOND_FACTOR_REQUIRED');
  expect((await whole.send({ path: USER })).statusCode).toBe(200);
});

it('the refresh of pages keeps it, too', async () => {
  const half = await halfSignedIn(app, ada.email);
  passTime();
  expect((await half.navigate({ path: HOP, query: { redirectTo: '/session' } })).page).toBe('/session');
  expect(errorCode(await half.send({ path: USER }))).toBe('SECOND_FACTOR_REQUIRED');
});

it('a session without the code can sign out, and be replaced by another sign-in', async () => {
  const half = await halfSignedIn(app, ada.email);
  expect(bodyOf(await half.send({ method: 'POST', path: `${AUTH}/signout` }))).toEqual({ status: 'OK' });
  expect(half.jar.get('sAccessToken')).toBeUndefined();
  const other = await createUser(app);
  const again = await halfSignedIn(app, ada.email);
  expect((await signIn(app, other.email, { browser: again })).status).toBe('OK');
  expect((await again.send({ path: USER })).statusCode).toBe(200);
});

it('a form that was sent twice is sent on by the check, since the session has proved the factor', async () => {
  const browser = await halfSignedIn(app, ada.email);
  const second = browser.copy();
  const code = codeOf(factor.secret);
  await sendCode(browser, code);
  const { page } = await second.navigate(codeForm(code));
  expect(page).toBe('/account');
  expect((await second.ask({ path: USER })).statusCode).toBe(200);
});

it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'never leads to “%s”',
  async (redirectToPath) => {
    const browser = await halfSignedIn(app, ada.email);
    expect(location(await sendCode(browser, codeOf(factor.secret), { redirectToPath }))).toBe('/session');
  },
);

it('a form of another site, of another user or of another type changes nothing', async () => {
  const browser = await halfSignedIn(app, ada.email);
  const form = codeForm(codeOf(factor.secret));
  const crossSite = { ...form, headers: { ...form.headers, 'sec-fetch-site': 'cross-site' } };
  expect((await browser.send(crossSite)).statusCode).toBe(403);
  const otherUser = await sendCode(browser, codeOf(factor.secret), { formUser: 'another' });
  expect([otherUser.statusCode, otherUser.body]).toEqual([409, expect.stringContaining('Another account')]);
  const asJson = { ...form, headers: { 'content-type': 'application/json' }, body: '{}' };
  expect((await browser.send(asJson)).statusCode).toBe(415);
  const tooLarge = { ...form, body: `code=${'1'.repeat(20_000)}` };
  expect((await browser.send(tooLarge)).statusCode).toBe(413);
  expect(errorCode(await browser.ask({ path: USER }))).toBe('SECOND_FACTOR_REQUIRED');
});

it('a form whose access token has expired goes through the refresh to the page', async () => {
  const browser = await halfSignedIn(app, ada.email);
  passTime();
  const response = await browser.send(codeForm(codeOf(factor.secret)));
  expect([response.statusCode, location(response)]).toEqual([303, `${HOP}?redirectTo=%2Faccount`]);
  expect((await browser.navigate(codeForm('000000'))).page).toBe('/account');
  expect(location(await sendCode(browser, codeOf(factor.secret)))).toBe('/account');
});

it('a form of an ended session leads to the sign-in page', async () => {
  const browser = await halfSignedIn(app, ada.email);
  const left = browser.copy();
  await browser.send({ method: 'POST', path: `${AUTH}/signout` });
  const response = await left.send(codeForm(codeOf(factor.secret)));
  expect([response.statusCode, location(response)]).toEqual([303, '/auth?redirectToPath=%2Faccount']);
  const json = {
    ...codeForm(codeOf(factor.secret)),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  };
  expect(errorCode(await app.newBrowser().send(json))).toBe('SESSION_REQUIRED');
});

it.each([
  ['the form', () => codeForm('000000')],
  ['the check', () => ({ path: FACTOR_CHECK_ROUTE, query: { redirectToPath: '/account' } })],
])('%s leads a browser without a session to the sign-in page', async (_name, request) => {
  const sent = request();
  const headers = { ...('headers' in sent && sent.headers), accept: 'text/html' };
  const response = await app.newBrowser().send({ ...sent, headers });
  expect([response.statusCode, location(response)]).toEqual([303, '/auth?redirectToPath=%2Faccount']);
});

it('the check sends a session with a factor to the form, and others on', async () => {
  const query = { redirectToPath: '/account' };
  const half = await halfSignedIn(app, ada.email);
  expect((await half.navigate({ path: FACTOR_CHECK_ROUTE, query })).page).toBe(
    '/second-factor?redirectToPath=%2Faccount',
  );
  const { browser } = await createUser(app);
  expect((await browser.navigate({ path: FACTOR_CHECK_ROUTE, query })).page).toBe('/account');
  expect((await browser.navigate({ path: FACTOR_CHECK_ROUTE, query: { redirectToPath: '//x' } })).page).toBe(
    '/session',
  );
});

it('resetting the password does not remove the factor, and changing it asks for the code', async () => {
  const { browser } = await signIn(app, ada.email);
  expect(claimsOf(browser)).toMatchObject({ secondFactor: 'needed', factorTime: 0 });
});

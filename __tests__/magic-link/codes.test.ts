import { responseHeader } from '../../netlify/platform/http/message.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { passTime, PROFILE, USER, setUpTestApp } from '../support/testApp.ts';
import { bodyOf, setCookies, type TestBrowser } from '../support/testBrowser.ts';
import { signInWithCode, post, requestCode, requestIdOf, signInByMail } from '../support/magicLink.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { target } from '../support/redirects.ts';
import { codeIn, toArabicDigits, wrongCode } from '../support/mailCode.ts';
import { isSignedIn } from '../support/users.ts';

const MINUTE = 60_000;

const app = setUpTestApp(startFullTestApp);
beforeEach(() => app.core.setBehavior('normal'));

async function payloadOf(browser: TestBrowser): Promise<Record<string, unknown>> {
  const answer = bodyOf(await browser.send({ path: USER }));
  return answer.accessTokenPayload as Record<string, unknown>;
}

it('creates an account with the code, whose user is verified and goes to the requested page', async () => {
  const email = uniqueEmail();
  const browser = app.newBrowser();
  const mail = await requestCode(app, browser, ` ${email.toUpperCase()} `, {
    redirectToPath: '/account?a=1',
  });
  expect(mail.subject).toBe('Sign in to Latchkey');
  const code = codeIn(mail);
  expect(mail.html).toContain(`>${code}<`);
  const spaced = ` ${code.slice(0, 3)} ${code.slice(3)}`;
  const response = await signInWithCode(browser, spaced, { redirectToPath: '/account?a=1' });
  expect(responseHeader(response, 'location')).toBe('/account?a=1');
  expect(browser.jar.names()).toEqual(
    expect.arrayContaining(['sAccessToken', 'sFrontToken', 'sRefreshToken', 'st-last-access-token-update']),
  );
  expect(browser.jar.names()).not.toContain('emailCodeDevice');
  expect(await payloadOf(browser)).toMatchObject({ signInMethod: 'email', 'st-ev': { v: true } });
  const { emails, loginMethods } = bodyOf(await browser.send({ path: PROFILE }));
  expect(emails).toEqual([email]);
  expect(loginMethods).toMatchObject([{ recipe: 'passwordless', identity: email }]);
  const line = app.log.find(({ route }) => route === 'magic-link/code');
  expect(line).toMatchObject({ status: 303, outcome: 'signed_up' });
  expect(JSON.stringify(app.log)).not.toContain(email);
  expect(JSON.stringify(app.log)).not.toContain(code);
  expect((await app.inbox.read(email, 'Your account was created')).text).toContain('It has no password');
});

it('signs the same user in again, and tells them nothing more', async () => {
  const email = uniqueEmail();
  const first = await signInByMail(app, email);
  passTime(MINUTE);
  const second = await signInByMail(app, email);
  const [one, other] = [await payloadOf(first), await payloadOf(second)];
  expect(one.sub).toBe(other.sub);
  const subjects = await app.inbox.subjects(email);
  expect(subjects.filter((subject) => !subject.startsWith('New sign-in'))).toHaveLength(3);
});

it('keeps the request in cookies that scripts cannot read, for ten minutes', async () => {
  const browser = app.newBrowser();
  const response = await post(browser, 'request', { email: uniqueEmail() });
  const paths =
    /; Path=(\/auth|\/\.netlify\/functions\/magic-link); Expires=([^;]+); HttpOnly; SameSite=Lax$/;
  const cookies = setCookies(response).filter((line) => line.startsWith('emailCode'));
  expect(cookies).toHaveLength(2);
  for (const cookie of cookies) {
    const expires = Date.parse(paths.exec(cookie)?.[2] ?? '');
    expect(Math.abs(expires - Date.now() - 10 * MINUTE)).toBeLessThan(MINUTE);
  }
});

it('counts wrong codes, and ends the request with the fifth', async () => {
  const browser = app.newBrowser();
  const code = codeIn(await requestCode(app, browser, uniqueEmail()));
  for (const left of ['4', '3', '2', '1'])
    expect(target(await signInWithCode(browser, wrongCode(code)))).toEqual({
      path: '/auth/check-email',
      formError: 'code_wrong',
      left,
    });
  expect(target(await signInWithCode(browser, wrongCode(code)))).toMatchObject({
    formError: 'code_tries_used',
  });
  expect(target(await signInWithCode(browser, code))).toMatchObject({ formError: 'code_expired' });
  expect(await isSignedIn(browser)).toBe(false);
});

it.each(['', '12345', '1234567', 'abcdef', '12345\u0000', '１２３', '1'.repeat(5000)])(
  'does not count %j as a try',
  async (typed) => {
    const browser = app.newBrowser();
    const code = codeIn(await requestCode(app, browser, uniqueEmail()));
    for (let tries = 0; tries < 6; tries += 1)
      expect(target(await signInWithCode(browser, typed))).toMatchObject({ formError: 'code_malformed' });
    expect(target(await signInWithCode(browser, code))).toEqual({ path: '/session' });
  },
);

it('accepts a code in Arabic digits', async () => {
  const browser = app.newBrowser();
  const code = codeIn(await requestCode(app, browser, uniqueEmail()));
  expect(target(await signInWithCode(browser, toArabicDigits(code)))).toEqual({ path: '/session' });
});

it('accepts a code for ten minutes, although the core keeps it longer', async () => {
  const [inTime, tooLate] = [app.newBrowser(), app.newBrowser()];
  const codes = [
    codeIn(await requestCode(app, inTime, uniqueEmail())),
    codeIn(await requestCode(app, tooLate, uniqueEmail())),
  ];
  // A browser whose clock is wrong keeps the cookies.
  const kept = tooLate.jar.header('/.netlify/functions/magic-link/code');
  passTime(10 * MINUTE - 5000);
  expect(target(await signInWithCode(inTime, codes[0] ?? ''))).toEqual({ path: '/session' });
  passTime(6000);
  const id = requestIdOf(tooLate);
  const late = await post(app.newBrowser(), 'code', { id, code: codes[1] ?? '' }, { cookie: kept });
  expect(target(late)).toMatchObject({ path: '/auth/check-email', formError: 'code_expired' });
});

it('accepts a code in the browser that requested it only', async () => {
  const browser = app.newBrowser();
  const code = codeIn(await requestCode(app, browser, uniqueEmail()));
  const id = requestIdOf(browser);
  const other = app.newBrowser();
  expect(target(await post(other, 'code', { id, code }))).toMatchObject({ formError: 'code_expired' });
  // A browser with a request of its own cannot name another one.
  await requestCode(app, other, uniqueEmail());
  expect(target(await post(other, 'code', { id, code }))).toMatchObject({ formError: 'newer_request' });
  expect(target(await signInWithCode(other, code))).toMatchObject({ formError: 'code_wrong' });
  expect(target(await signInWithCode(browser, code))).toEqual({ path: '/session' });
});

it.each([
  ['nothing', ''],
  ['another text', 'nonsense'],
  ['another device', `${'A'.repeat(43)}=~ID`],
  ['a null character', '%00~ID'],
  ['an invalid encoding', '%E0%A4~ID'],
])('treats a cookie with %s as no request', async (_, value) => {
  const browser = app.newBrowser();
  const code = codeIn(await requestCode(app, browser, uniqueEmail()));
  const id = requestIdOf(browser);
  const cookie = `emailCodeDevice=${value.replace('ID', id)}`;
  const response = await post(app.newBrowser(), 'code', { id, code }, { cookie });
  expect(target(response)).toMatchObject({ path: '/auth/check-email' });
  expect(setCookies(response).filter((line) => line.startsWith('sAccess'))).toEqual([]);
  expect(target(await signInWithCode(browser, code))).toEqual({ path: '/session' });
});

it('lets a code in once, however often it comes at the same time', async () => {
  const email = uniqueEmail();
  const browser = app.newBrowser();
  const code = codeIn(await requestCode(app, browser, email));
  const tries = await Promise.all([1, 2, 3].map(() => signInWithCode(browser.copy(), code)));
  const places = tries.map((response) => target(response).path);
  expect(places.filter((path) => path === '/session')).toHaveLength(1);
  const again = browser.copy();
  expect(target(await signInWithCode(again, code))).toMatchObject({ formError: 'code_expired' });
});

it('sends another mail after a minute, whose code and the earlier one work, with the tries that are left', async () => {
  const email = uniqueEmail();
  const browser = app.newBrowser();
  const first = codeIn(await requestCode(app, browser, email));
  await signInWithCode(browser, wrongCode(first));
  expect(target(await post(browser, 'resend', {}))).toEqual({
    path: '/auth/check-email',
    formError: 'mail_limit',
    wait: expect.stringMatching(/^\d+$/) as string,
  });
  passTime(MINUTE);
  expect(target(await post(browser, 'resend', { redirectToPath: '/account' }))).toEqual({
    path: '/auth/check-email',
    sent: '1',
    redirectToPath: '/account',
  });
  const second = codeIn(await app.inbox.read(email, 'Sign in to'));
  const bad = [first, second].includes(wrongCode(first)) ? wrongCode(wrongCode(first)) : wrongCode(first);
  expect(target(await signInWithCode(browser, bad))).toMatchObject({ left: '3' });
  expect(target(await signInWithCode(browser.copy(), first))).toEqual({ path: '/session' });
  expect(target(await signInWithCode(browser.copy(), second))).toMatchObject({ formError: 'code_expired' });
});

it('resends nothing without a request', async () => {
  expect(target(await post(app.newBrowser(), 'resend', {}))).toEqual({
    path: '/auth/check-email',
    formError: 'code_expired',
  });
});

it('shows the newest request where two tabs request codes for two addresses', async () => {
  const browser = app.newBrowser();
  const older = codeIn(await requestCode(app, browser, uniqueEmail()));
  const id = requestIdOf(browser);
  const newer = codeIn(await requestCode(app, browser, uniqueEmail()));
  expect(target(await post(browser, 'code', { id, code: older }))).toMatchObject({
    formError: 'newer_request',
  });
  expect(target(await signInWithCode(browser, newer))).toEqual({ path: '/session' });
});

it('goes on where a form that has signed in is sent again, and only then', async () => {
  const browser = app.newBrowser();
  const code = codeIn(await requestCode(app, browser, uniqueEmail()));
  const id = requestIdOf(browser);
  await signInWithCode(browser, code);
  const again = { id, code, redirectToPath: '/account' };
  expect(target(await post(browser, 'code', again))).toEqual({ path: '/account' });
  expect(target(await post(app.newBrowser(), 'code', again))).toMatchObject({ formError: 'code_expired' });
  const withPassword = await app.signedIn();
  expect(target(await post(withPassword, 'code', again))).toMatchObject({ formError: 'code_expired' });
  passTime(2 * MINUTE);
  expect(target(await post(browser, 'code', again))).toMatchObject({ formError: 'code_expired' });
});

it('ends the session that a sign-in replaces', async () => {
  const browser = await signInByMail(app);
  const before = browser.copy();
  await signInByMail(app, uniqueEmail(), browser);
  const live = { path: PROFILE };
  expect([(await browser.send(live)).statusCode, (await before.send(live)).statusCode]).toEqual([200, 401]);
});

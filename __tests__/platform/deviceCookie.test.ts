import { responseHeader, type FunctionResponse } from '../../netlify/platform/http/message.ts';
import type { UntrustedTries } from '../../netlify/platform/throttle/policy.ts';
import { AUTH, credentials, errorCode, passTime, PASSWORD, setUpTestApp } from '../support/testApp.ts';
import { createUser } from '../support/users.ts';
import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';
import { whileDatabaseIs } from '../support/testDatabase.ts';
import { bodyOf, setCookies, type TestBrowser } from '../support/testBrowser.ts';

const COOKIE = 'knownBrowser';
const WRONG = 'wrong 1 pass';
const OUT = 'WRONG_CREDENTIALS_ERROR';

const app = setUpTestApp(() => startTestAppWithDatabase({ THROTTLE_TRIES_PER_MINUTE: '200' }));
beforeEach(() => passTime(24 * 3_600_000));

let networks = 0;
const newNetwork = () => `2001:db8:${(networks += 1).toString(16)}::1`;

function post(
  browser: TestBrowser,
  path: string,
  body: object,
  address = newNetwork(),
): Promise<FunctionResponse> {
  const headers = { 'x-nf-client-connection-ip': address };
  return browser.send({ method: 'POST', path: AUTH + path, body, headers });
}

const signIn = (browser: TestBrowser, email: string, password = PASSWORD, address?: string) =>
  post(browser, '/signin', credentials(email, password), address);

const statusOf = (response: FunctionResponse) => bodyOf(response).status ?? response.statusCode;

const newUser = () => createUser(app);

/** Uses up the common budget of unknown browsers, as the attacks of throttlePolicy.test.ts do. */
async function exhaust(email: string): Promise<void> {
  const [{ change }, { changeCounters, counters }, { accountKey }] = await Promise.all([
    import('../../netlify/platform/throttle/counterStore.ts'),
    import('../../netlify/platform/throttle/counters.ts'),
    import('../../netlify/platform/throttle/attempt.ts'),
  ]);
  const state: UntrustedTries['shared'] = { tokens: 0, at: Date.now() };
  await changeCounters((query, now) =>
    change(query, counters.untrusted(accountKey(email)), now, () => state),
  );
  expect(statusOf(await signIn(app.newBrowser(), email))).toBe(429);
}

const deviceLine = (response: FunctionResponse) =>
  setCookies(response).find((line) => line.startsWith(`${COOKIE}=`));

it('is set at sign-up and sign-in, hidden from scripts, and sent to functions only', async () => {
  const { email, browser } = await newUser();
  expect(browser.jar.get(COOKIE)).toMatch(/^[\w-]{22}\.\w+\.[\w-]{43}$/);
  const line = deviceLine(await signIn(app.newBrowser(), email));
  expect(line).toMatch(/; Path=\/\.netlify\/functions; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
  expect(line).not.toMatch(/example|@|%40/);
  expect(deviceLine(await signIn(app.newBrowser(), email, WRONG))).toBeUndefined();
});

it('lets the owner in immediately, typos included, when others have used up all budgets', async () => {
  const { email, browser } = await newUser();
  await exhaust(email);
  expect(statusOf(await signIn(app.newBrowser(), email))).toBe(429);
  for (let tries = 0; tries < 4; tries += 1) expect(statusOf(await signIn(browser, email, WRONG))).toBe(OUT);
  expect(statusOf(await signIn(browser, email.toUpperCase()))).toBe('OK');
});

it('works even when the network has used up its minute', async () => {
  const { email, browser } = await newUser();
  const address = newNetwork();
  for (let tries = 0; tries < 200; tries += 1)
    await post(app.newBrowser(), '/signup', credentials('no address'), address);
  expect(statusOf(await signIn(app.newBrowser(), email, PASSWORD, address))).toBe(429);
  expect(statusOf(await signIn(browser, email, PASSWORD, address))).toBe('OK');
});

it('has its own budget, after which the browser counts as unknown', async () => {
  const { email, browser } = await newUser();
  const attacker = browser.copy();
  const address = newNetwork();
  const passed: unknown[] = [];
  for (let tries = 0; tries < 30; tries += 1)
    passed.push(statusOf(await signIn(attacker, email, WRONG, address)));
  expect(passed.filter((status) => status === OUT)).toHaveLength(10);
  expect(passed.filter((status) => status === 429)).toHaveLength(20);
  const refused = await signIn(attacker, email, WRONG, address);
  expect([errorCode(refused), responseHeader(refused, 'retry-after')]).toEqual(['TOO_MANY_REQUESTS', '2']);
  expect(statusOf(await signIn(browser, email))).toBe('OK');
});

it.each<[string, (cookie: string, other: string) => string]>([
  ['of another account', (_, other) => other],
  ['with another signature', (cookie) => cookie.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'))],
  ['with another nonce', (cookie) => `${'A'.repeat(22)}${cookie.slice(22)}`],
  ['of another time', (cookie) => cookie.replace(/\.(\w+)\./, (_, time: string) => `.${time}0.`)],
  ['without a signature', (cookie) => cookie.replace(/\.[\w-]+$/, '.')],
  ['that is nonsense', () => '%00~.~..~x'],
  ['that is very long', (cookie) => Array(200).fill('a.b.c').join('~') + cookie],
])('an invalid one (%s) has no effect', async (_, forge) => {
  const [{ email, browser }, other] = [await newUser(), await newUser()];
  const forger = app.newBrowser();
  await exhaust(email);
  const [own, others] = [browser, other.browser].map(({ jar }) => jar.get(COOKIE) ?? '');
  forger.jar.put(COOKIE, forge(own ?? '', others ?? ''), AUTH);
  expect(statusOf(await signIn(forger, email))).toBe(429);
});

it('holds several accounts of one browser, at most five', async () => {
  const users = [];
  for (let count = 0; count < 6; count += 1) users.push(await newUser());
  const browser = app.newBrowser();
  for (const { email } of users) await signIn(browser, email);
  expect(browser.jar.get(COOKIE)?.split('~')).toHaveLength(5);
  const [first, second] = users.map(({ email }) => email);
  await exhaust(first ?? '');
  await exhaust(second ?? '');
  expect(statusOf(await signIn(browser, first ?? ''))).toBe(429);
  expect(statusOf(await signIn(browser, second ?? ''))).toBe('OK');
});

it('expires after 180 days', async () => {
  const { email, browser } = await newUser();
  const cookie = browser.jar.get(COOKIE) ?? '';
  passTime(180 * 24 * 3_600_000);
  browser.jar.put(COOKIE, cookie, AUTH);
  await exhaust(email);
  expect(statusOf(await signIn(browser, email))).toBe(429);
});

it('ends with the password; the browser is unknown until it signs in again', async () => {
  const { email, browser } = await newUser();
  const other = app.newBrowser();
  await signIn(other, email);
  passTime(1000);
  const body = { currentPassword: PASSWORD, newPassword: 'another horse 2' };
  const request = { method: 'PUT', path: '/.netlify/functions/password', body };
  expect((await browser.send(request)).statusCode).toBe(200);
  await exhaust(email);
  for (const known of [browser, other])
    expect(statusOf(await signIn(known, email, 'another horse 2'))).toBe(429);
});

it('one from before the account was created has no effect', async () => {
  const { email, browser } = await newUser();
  const unknownBrowser = browser.copy();
  const deletion = { password: PASSWORD, confirmation: 'delete my account' };
  const path = '/.netlify/functions/account/deletion';
  await browser.send({ method: 'POST', path, body: deletion });
  passTime(60_000);
  await createUser(app, { email });
  await exhaust(email);
  expect(statusOf(await signIn(unknownBrowser, email))).toBe(429);
});

it('is not set where attempts are not counted', async () => {
  const { email } = await newUser();
  const browser = app.newBrowser();
  await whileDatabaseIs(undefined, () => signIn(browser, email));
  expect(browser.jar.names()).toContain('sAccessToken');
  expect(browser.jar.names()).not.toContain(COOKIE);
});

it('during a day of guesses, known and unknown browsers always get in immediately', async () => {
  const { email, browser } = await newUser();
  let guesses = 0;
  for (let hour = 0; hour < 24; hour += 3) {
    passTime(3 * 3_600_000);
    for (let tries = 0; tries < 20; tries += 1)
      if (statusOf(await signIn(app.newBrowser(), email, WRONG, '203.0.113.66')) === OUT) guesses += 1;
    expect(statusOf(await signIn(browser, email))).toBe('OK');
    expect(statusOf(await signIn(app.newBrowser(), email, PASSWORD, `198.51.100.${hour}`))).toBe('OK');
  }
  expect(guesses).toBe(8 * 5);
});

import { startFullTestApp } from '../support/fullTestApp.ts';
import { EMAIL, emailChangeIn } from '../support/emailChange.ts';
import {
  errorCode,
  passTime,
  resumeTime,
  SESSIONS,
  stopTime,
  USER,
  setUpTestApp,
} from '../support/testApp.ts';
import { createUser, signIn } from '../support/users.ts';
import { linkIn } from '../support/readMail.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

const app = setUpTestApp(() => startFullTestApp({ THROTTLE_TRIES_PER_MINUTE: '100' }));
const email = emailChangeIn(app);
afterEach(() => resumeTime());

async function requested() {
  const { email: old, userId, browser } = await createUser(app);
  const next = uniqueEmail();
  await email.change(browser, next);
  return { old, next, userId, browser, token: await email.cancelToken(old) };
}

it('the old address is notified of a change before the new one can confirm it', async () => {
  const { old, next } = await requested();
  const mail = await app.inbox.read(old);
  expect(mail.text).toContain(next);
  const link = new URL(linkIn(mail));
  expect([link.origin, link.pathname]).toEqual(['http://localhost:8888', '/auth/cancel-email-change']);
  expect((await app.inbox.read(next)).text).not.toContain(link.searchParams.get('token'));
});

it('the old address is notified in the same way if the new one is taken', async () => {
  const [taken, { email: old, browser }] = [await createUser(app), await createUser(app)];
  const answer = await email.change(browser, taken.email);
  expect(bodyOf(answer)).toEqual({ sentTo: taken.email, notified: true });
  expect((await email.cancel(await email.cancelToken(old))).statusCode).toBe(200);
  expect((await browser.send({ path: SESSIONS })).statusCode).toBe(401);
});

it('the link cancels the change from any browser, once, and ends all sessions of the account', async () => {
  const { old, browser, token } = await requested();
  const other = (await signIn(app, old)).browser;
  const otherUser = await createUser(app);
  app.log.length = 0;
  const answer = await email.cancel(token, otherUser.browser);
  expect([answer.statusCode, bodyOf(answer)]).toEqual([200, { cancelled: true, signedOutHere: false }]);
  expect(app.log.at(-1)).toMatchObject({
    route: 'email/cancellation',
    outcome: 'email_change_cancelled',
  });
  for (const one of [browser, other]) expect((await one.send({ path: SESSIONS })).statusCode).toBe(401);
  expect((await otherUser.browser.send({ path: SESSIONS })).statusCode).toBe(200);
  const again = await email.cancel(token);
  expect([again.statusCode, bodyOf(again)]).toMatchObject([400, { error: { field: 'token' } }]);
  expect(JSON.stringify(app.log)).not.toContain(token.split('.')[1]);
});

it('clears the cookies of a browser that is signed in to the account, also an expired access token', async () => {
  const { browser, token } = await requested();
  browser.jar.put('sFrontToken', 'x');
  passTime();
  const answer = await email.cancel(token, browser);
  expect(bodyOf(answer)).toEqual({ cancelled: true, signedOutHere: true });
  expect(browser.jar.names().filter((name) => name !== 'sRefreshToken')).toEqual([]);
  expect((await browser.send({ path: USER })).statusCode).toBe(401);
});

it('all links of a repeated request cancel it', async () => {
  const { old, browser, token } = await requested();
  passTime(61_000);
  const latest = uniqueEmail();
  await email.change(browser, latest);
  const confirm = await email.confirmToken(latest);
  expect((await email.cancel(token)).statusCode).toBe(200);
  expect((await email.confirm(confirm)).statusCode).toBe(400);
  expect((await signIn(app, old)).status).toBe('OK');
});

it('the link is valid for 24 hours', async () => {
  const first = await requested();
  passTime(24 * 3_600_000 + 1000);
  expect((await email.cancel(first.token)).statusCode).toBe(400);
  const second = await requested();
  passTime(23 * 3_600_000);
  expect((await email.cancel(second.token)).statusCode).toBe(200);
});

it('the link stays valid if the core fails half-way', async () => {
  const { old, next, token } = await requested();
  const confirm = await email.confirmToken(next);
  const held = app.core.hold('POST /public/recipe/user/password/reset/token');
  const cancelling = email.cancel(token);
  await held.received;
  await app.core.setBehavior('failing');
  held.release();
  const failed = await cancelling;
  await app.core.setBehavior('normal');
  expect([failed.statusCode, errorCode(failed)]).toEqual([503, 'CORE_UNAVAILABLE']);
  expect((await email.cancel(token)).statusCode).toBe(200);
  expect((await email.confirm(confirm)).statusCode).toBe(400);
  expect((await signIn(app, old)).status).toBe('OK');
});

const userPart = (userId: string) => Buffer.from(userId).toString('base64url');
const SECRET = 'A'.repeat(43);

it.each([
  ['nothing', undefined],
  ['an empty text', ''],
  ['a number', 7],
  ['a list', ['x']],
  ['words', 'nonsense'],
  ['only a dot', '.'],
  ['no user', `.${SECRET}`],
  ['an unknown user', `${userPart(crypto.randomUUID())}.${SECRET}`],
  ['a NUL byte', `${userPart('a\u0000b')}.${SECRET}`],
  ['what is no UTF-8', `${Buffer.from([0xff, 0xfe]).toString('base64url')}.${SECRET}`],
  ['a path', `${userPart('../../admin')}.${SECRET}`],
  ['an emoji', `💥.${SECRET}`],
  ['a name of Object.prototype', `${userPart('__proto__')}.${SECRET}`],
  ['an id that is too long', `${userPart('x'.repeat(300))}.${SECRET}`],
  ['a very long text', 'x'.repeat(5000)],
])('a link with %s is refused', async (_, token) => {
  const refused = await email.cancel(token);
  expect([refused.statusCode, bodyOf(refused)]).toMatchObject([400, { error: { field: 'token' } }]);
});

it('a wrong secret and that of another user are refused', async () => {
  const [one, other] = [await requested(), await requested()];
  const secret = other.token.split('.')[1] ?? '';
  for (const wrong of [SECRET, secret])
    expect((await email.cancel(`${userPart(one.userId)}.${wrong}`)).statusCode).toBe(400);
  expect((await one.browser.send({ path: SESSIONS })).statusCode).toBe(200);
});

it('the confirmation token does not cancel, and the cancellation token does not confirm', async () => {
  const { next, token } = await requested();
  expect((await email.cancel(await email.confirmToken(next))).statusCode).toBe(400);
  expect((await email.confirm(token)).statusCode).toBe(400);
});

it('invalid cookies do not prevent canceling', async () => {
  const { token } = await requested();
  const browser = app.newBrowser();
  browser.jar.put('sAccessToken', 'a.b.c');
  expect(bodyOf(await email.cancel(token, browser))).toEqual({ cancelled: true, signedOutHere: false });
});

it('a GET does nothing, and neither does a page of another site', async () => {
  const { browser, token } = await requested();
  const read = await app.newBrowser().send({ path: `${EMAIL}/cancellation`, query: { token } });
  expect(read.statusCode).toBe(405);
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]) {
    const refused = await email.cancel(token, app.newBrowser(), headers);
    expect([refused.statusCode, errorCode(refused)]).toEqual([403, 'CROSS_ORIGIN_REFUSED']);
  }
  expect((await browser.send({ path: SESSIONS })).statusCode).toBe(200);
});

it('invalid links are counted by network, and a valid one still works', async () => {
  const { token } = await requested();
  const from = { 'x-nf-client-connection-ip': '203.0.113.99' };
  const answers: number[] = [];
  // Otherwise a minute may end, and with it the count.
  stopTime();
  for (let tries = 0; tries < 102; tries += 1)
    answers.push((await email.cancel(`${userPart('unknown')}.${SECRET}`, app.newBrowser(), from)).statusCode);
  expect([answers[0], answers.at(-1)]).toEqual([400, 429]);
  expect((await email.cancel(token, app.newBrowser(), from)).statusCode).toBe(200);
});

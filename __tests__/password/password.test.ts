import { passwordChanged } from '../../config/contracts/password.ts';
import { readActivity } from '../../netlify/activity/activityLog.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import {
  AUTH,
  credentials,
  errorCode,
  HOP,
  passTime,
  PASSWORD,
  SESSIONS,
  stopTime,
  USER,
  setUpTestApp,
} from '../support/testApp.ts';
import { heldCallsIn } from '../support/heldCalls.ts';
import { NEXT, putPassword } from '../support/passwordChange.ts';
import { createUser, signIn } from '../support/users.ts';
import { linkIn } from '../support/readMail.ts';
import { refusalOf } from '../support/refusals.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import { FIREFOX } from '../support/userAgents.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

const app = setUpTestApp(startFullTestApp);
const { failingAt } = heldCallsIn(app);
let email: string;
let ada: TestBrowser;
beforeEach(async () => {
  stopTime();
  ({ email, browser: ada } = await createUser(app));
  app.log.splice(0);
});

const change = (currentPassword: unknown = PASSWORD, newPassword: unknown = NEXT, browser = ada) =>
  putPassword(browser, { currentPassword, newPassword });
const signInWith = (password: string) => signIn(app, email, { password });

describe('a password change', () => {
  it('accepts the new password and rejects the old one', async () => {
    const response = await change();
    expect([response.statusCode, bodyOf(response)]).toEqual([200, { sessionsEnded: 0, notified: true }]);
    expect((await signInWith(PASSWORD)).status).toBe('WRONG_CREDENTIALS_ERROR');
    expect((await signInWith(NEXT)).status).toBe('OK');
    expect(app.log[0]).toMatchObject({ route: 'password', outcome: 'password_changed' });
  });

  it('ends all other sessions and keeps the current one', async () => {
    const others = [await signInWith(PASSWORD), await signInWith(PASSWORD)];
    const otherUser = await app.signedIn();
    expect(passwordChanged.parse(bodyOf(await change())).sessionsEnded).toBe(2);
    for (const { browser } of others)
      expect(errorCode(await browser.send({ path: SESSIONS }))).toBe('SESSION_REQUIRED');
    for (const browser of [ada, otherUser])
      expect((await browser.send({ path: SESSIONS })).statusCode).toBe(200);
    passTime();
    expect((await ada.navigate({ path: HOP, query: { redirectTo: '/account' } })).page).toBe('/account');
    expect((await ada.send({ path: USER })).statusCode).toBe(200);
  });

  it('appears in the recent activity of the user', async () => {
    const { userId } = bodyOf(await ada.send({ path: USER }));
    await change('wrong horse 1');
    await change();
    const { days } = await readActivity(String(userId));
    expect(
      Object.values(days)
        .flatMap(({ entries }) => entries.map(({ kind }) => kind))
        .toSorted(),
    ).toEqual(['password_changed', 'signed_in']);
  });

  it('notifies the user by mail and says what to do if it was not them', async () => {
    await change('wrong horse 1');
    await change();
    const mail = await app.inbox.read(email);
    expect(mail.subject).toBe('Your password was changed');
    expect(mail.text).toContain('All other sessions have ended.');
    expect(linkIn(mail)).toBe('http://localhost:8888/auth/reset-password');
    expect(mail.text + mail.html).not.toMatch(/horse|giraffe/);
    expect(await app.inbox.all(email)).toHaveLength(1);
    expect(app.log.at(-1)).toMatchObject({ outcome: 'password_changed', mail: 'sent' });
  });

  it('can be followed by another', async () => {
    await change();
    expect((await change(NEXT, 'third time 3')).statusCode).toBe(200);
    expect((await signInWith('third time 3')).status).toBe('OK');
  });

  it('keeps the device data of the session', async () => {
    const { browser } = await signInWith(PASSWORD);
    await browser.send({
      method: 'POST',
      path: `${AUTH}/signin`,
      body: credentials(email),
      headers: { 'user-agent': FIREFOX },
    });
    await change(PASSWORD, NEXT, browser);
    expect(bodyOf(await browser.send({ path: SESSIONS }))).toMatchObject({
      sessions: [{ browser: 'Firefox 140', current: true }],
    });
  });

  it('sent twice, is recognized and undoes nothing', async () => {
    expect((await change()).statusCode).toBe(200);
    const again = await change();
    expect([again.statusCode, errorCode(again)]).toEqual([409, 'CONFLICT']);
    expect(refusalOf(again)[2]).toMatch(/^Your password was changed a moment ago/);
    expect((await signInWith(NEXT)).status).toBe('OK');
    passTime(60_000);
    expect(refusalOf(await change())).toEqual([400, 'currentPassword', 'Wrong current password.']);
  });

  it('sent twice at the same time, sets the same password once or twice', async () => {
    const answers = await Promise.all([
      change(PASSWORD, NEXT, ada.copy()),
      change(PASSWORD, NEXT, ada.copy()),
    ]);
    for (const { statusCode } of answers) expect([200, 409]).toContain(statusCode);
    expect(answers.map(({ statusCode }) => statusCode)).toContain(200);
    expect((await signInWith(NEXT)).status).toBe('OK');
    expect((await ada.send({ path: SESSIONS })).statusCode).toBe(200);
  });
});

it('if the core fails while outstanding requests end, the password stays, and the same form works later', async () => {
  const held = app.core.hold('POST /public/recipe/user/password/reset/token');
  const changing = change();
  await held.received;
  await app.core.setBehavior('failing');
  held.release();
  const response = await changing;
  await app.core.setBehavior('normal');
  expect([response.statusCode, errorCode(response)]).toEqual([503, 'CORE_UNAVAILABLE']);
  expect((await signInWith(NEXT)).status).toBe('WRONG_CREDENTIALS_ERROR');
  expect((await change()).statusCode).toBe(200);
  expect((await signInWith(NEXT)).status).toBe('OK');
});

it('if the core fails after the change, other sessions have ended, and it says that some may continue', async () => {
  const { browser: other } = await signInWith(PASSWORD);
  const response = await failingAt(['PUT /recipe/user', 'GET /recipe/session/user'], change);
  await app.core.setBehavior('normal');
  expect([response.statusCode, bodyOf(response)]).toEqual([200, { sessionsEnded: null, notified: true }]);
  expect((await app.inbox.read(email)).text).not.toContain('signed out');
  expect((await signInWith(NEXT)).status).toBe('OK');
  expect((await other.send({ path: SESSIONS })).statusCode).toBe(401);
  // The same form sent twice: by now the session has to know why the password in it is wrong.
  expect(errorCode(await change())).toBe('CONFLICT');
});

it('no password is logged', async () => {
  await change('wrong horse 1', 'tall giraffe 2');
  await change(PASSWORD, 'weak');
  await change();
  const text = JSON.stringify(app.log);
  expect(app.log).toHaveLength(3);
  expect(app.log.map(({ outcome }) => outcome)).toEqual([
    'wrong_password',
    'bad_request',
    'password_changed',
  ]);
  expect(text).not.toMatch(/horse|giraffe|weak|@/);
});

it('the sign-up form has the same rules with the same messages', async () => {
  const browser = app.newBrowser();
  const body = credentials(uniqueEmail(), 'Password1!');
  const response = await browser.send({ method: 'POST', path: `${AUTH}/signup`, body });
  expect(bodyOf(response)).toMatchObject({
    status: 'FIELD_ERROR',
    formFields: [{ id: 'password', error: 'This is one of the most common passwords. Choose another one.' }],
  });
});

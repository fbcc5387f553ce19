/** @jest-environment node */
import { FUNCTION_PATHS, passwordChanged } from '../../config/functionContract.ts';
import { readActivity } from '../../netlify/activity/activity.ts';
import { responseHeader, type FunctionResponse } from '../../netlify/http/message.ts';
import { startBlobsServer } from '../support/blobsServer.ts';
import {
  AUTH,
  credentials,
  errorCode,
  HOP,
  passTime,
  PASSWORD,
  REAL_TIMERS,
  SESSIONS,
  signUp,
  startFunctionWorld,
  USER,
  type FunctionWorld,
} from '../support/functionWorld.ts';
import { startInbox, type Inbox } from '../support/inbox.ts';
import { lambdaEvent } from '../support/lambdaEvent.ts';
import { linkIn } from '../support/readMail.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';

const NEXT = 'tall giraffe 2';

// A refused sign-in is answered no sooner than after half a second.
jest.setTimeout(30_000);

let world: FunctionWorld;
let store: Awaited<ReturnType<typeof startBlobsServer>>;
let inbox: Inbox;
let email: string;
let ada: TestBrowser;
beforeAll(async () => {
  [store, inbox] = await Promise.all([startBlobsServer(), startInbox()]);
  world = await startFunctionWorld(inbox.env);
});
afterAll(async () => {
  await world.close();
  store.close();
  await inbox.close();
});
beforeEach(async () => {
  jest.useFakeTimers({ now: Date.now(), doNotFake: REAL_TIMERS });
  email = `${crypto.randomUUID()}@example.com`;
  ada = world.newBrowser();
  await signUp(ada, email);
  world.log.splice(0);
});

const put = (body: string | object, browser = ada, headers = {}) =>
  browser.send({ method: 'PUT', path: FUNCTION_PATHS.password, body, headers, blobs: store.access });

const change = (currentPassword: unknown = PASSWORD, newPassword: unknown = NEXT, browser = ada) =>
  put({ currentPassword, newPassword }, browser);

async function signIn(password: string): Promise<{ browser: TestBrowser; status: unknown }> {
  const browser = world.newBrowser();
  const body = credentials(email, password);
  const response = await browser.send({ method: 'POST', path: `${AUTH}/signin`, body });
  return { browser, status: bodyOf(response).status };
}

const refusalOf = (response: FunctionResponse) => [
  response.statusCode,
  (bodyOf(response).error as { field?: string }).field,
  (bodyOf(response).error as { message: string }).message,
];

describe('a change', () => {
  it('lets the new password in and the old one not', async () => {
    const response = await change();
    expect([response.statusCode, bodyOf(response)]).toEqual([200, { sessionsEnded: 0, notified: true }]);
    expect((await signIn(PASSWORD)).status).toBe('WRONG_CREDENTIALS_ERROR');
    expect((await signIn(NEXT)).status).toBe('OK');
    expect(world.log[0]).toMatchObject({ route: 'password', outcome: 'password_changed' });
  });

  it('ends every other session, and the one that asked goes on', async () => {
    const others = [await signIn(PASSWORD), await signIn(PASSWORD)];
    const stranger = await world.signedIn();
    expect(passwordChanged.parse(bodyOf(await change())).sessionsEnded).toBe(2);
    for (const { browser } of others)
      expect(errorCode(await browser.send({ path: SESSIONS }))).toBe('SESSION_REQUIRED');
    for (const browser of [ada, stranger])
      expect((await browser.send({ path: SESSIONS })).statusCode).toBe(200);
    passTime();
    expect((await ada.navigate({ path: HOP, query: { redirectTo: '/account' } })).page).toBe('/account');
    expect((await ada.send({ path: USER })).statusCode).toBe(200);
  });

  it('is among the recent activity of its owner', async () => {
    const { userId } = bodyOf(await ada.send({ path: USER }));
    await change('wrong horse 1');
    await change();
    const { days } = await readActivity(lambdaEvent({ path: '/', blobs: store.access }), String(userId));
    expect(Object.values(days).flatMap(({ entries }) => entries.map(({ kind }) => kind))).toEqual([
      'password_changed',
    ]);
  });

  it('is told to the owner by mail, which says what to do if it was somebody else', async () => {
    await change('wrong horse 1');
    await change();
    const mail = await inbox.read(email);
    expect(mail.subject).toBe('Your password was changed');
    expect(mail.text).toContain('Every browser but the one in which that was done is signed out.');
    expect(linkIn(mail)).toBe('http://localhost:8888/auth/reset-password');
    expect(mail.text + mail.html).not.toMatch(/horse|giraffe/);
    expect(await inbox.all(email)).toHaveLength(1);
    expect(world.log.at(-1)).toMatchObject({ outcome: 'password_changed', mail: 'sent' });
  });

  it('can be followed by another', async () => {
    await change();
    expect((await change(NEXT, 'third time 3')).statusCode).toBe(200);
    expect((await signIn('third time 3')).status).toBe('OK');
  });

  it('keeps what the session knows of its device', async () => {
    const { browser } = await signIn(PASSWORD);
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    await browser.send({
      method: 'POST',
      path: `${AUTH}/signin`,
      body: credentials(email),
      headers: { 'user-agent': firefox },
    });
    await change(PASSWORD, NEXT, browser);
    expect(bodyOf(await browser.send({ path: SESSIONS }))).toMatchObject({
      sessions: [{ browser: 'Firefox 140', current: true }],
    });
  });

  it('sent twice, is told as what it is, and undoes nothing', async () => {
    expect((await change()).statusCode).toBe(200);
    const again = await change();
    expect([again.statusCode, errorCode(again)]).toEqual([409, 'CONFLICT']);
    expect(refusalOf(again)[2]).toMatch(/^Your password was changed a moment ago/);
    expect((await signIn(NEXT)).status).toBe('OK');
    passTime(60_000);
    expect(refusalOf(await change())).toEqual([400, 'currentPassword', 'That is not your current password.']);
  });

  it('sent twice at once, is made once or twice to the same password', async () => {
    const answers = await Promise.all([
      change(PASSWORD, NEXT, ada.copy()),
      change(PASSWORD, NEXT, ada.copy()),
    ]);
    for (const { statusCode } of answers) expect([200, 409]).toContain(statusCode);
    expect(answers.map(({ statusCode }) => statusCode)).toContain(200);
    expect((await signIn(NEXT)).status).toBe('OK');
    expect((await ada.send({ path: SESSIONS })).statusCode).toBe(200);
  });
});

it('a core that fails when the password is changed already: told that the other sessions may go on', async () => {
  const { browser: other } = await signIn(PASSWORD);
  world.core.reset();
  const changing = change();
  while (!world.core.calls.some((call) => call.endsWith('/recipe/session/user'))) await world.core.nextCall();
  await world.core.setMood('failing');
  const response = await changing;
  await world.core.setMood('well');
  expect([response.statusCode, bodyOf(response)]).toEqual([200, { sessionsEnded: null, notified: true }]);
  expect((await inbox.read(email)).text).not.toContain('signed out');
  expect((await signIn(NEXT)).status).toBe('OK');
  expect((await other.send({ path: SESSIONS })).statusCode).toBe(200);
  // The same form sent twice: by now the session has to know why the password in it is wrong.
  expect(errorCode(await change())).toBe('CONFLICT');
});

describe('what is refused', () => {
  it.each<[string, unknown, unknown, string, RegExp]>([
    ['a wrong current password', 'wrong horse 1', NEXT, 'currentPassword', /^That is not your current/],
    ['no current password', undefined, NEXT, 'currentPassword', /^Give your current password/],
    ['an empty one', '', NEXT, 'currentPassword', /^Give your current password/],
    ['one that is no text', ['correct horse 1'], NEXT, 'currentPassword', /^Give your current password/],
    ['an endless one', 'x'.repeat(50_000), NEXT, 'currentPassword', /^That is not your current/],
    ['no new password', PASSWORD, undefined, 'newPassword', /^Choose a new password/],
    ['an empty new one', PASSWORD, '', 'newPassword', /^Choose a new password/],
    ['one that is short', PASSWORD, 'short 1', 'newPassword', /8 to 99 characters/],
    ['one without a digit', PASSWORD, 'tall giraffe', 'newPassword', /at least one digit/],
    ['one without a letter', PASSWORD, '1234567890', 'newPassword', /at least one letter/],
    ['one that is too long', PASSWORD, `a1${'x'.repeat(98)}`, 'newPassword', /8 to 99 characters/],
    ['a new one that is no text', PASSWORD, { a: 1 }, 'newPassword', /text/],
    ['the same one', PASSWORD, PASSWORD, 'newPassword', /^That is your current password/],
  ])('%s', async (_name, current, next, field, words) => {
    const other = (await signIn(PASSWORD)).browser;
    const response = await put({ currentPassword: current, newPassword: next });
    expect(refusalOf(response)).toEqual([400, field, expect.stringMatching(words)]);
    expect((await signIn(PASSWORD)).status).toBe('OK');
    expect((await other.send({ path: SESSIONS })).statusCode).toBe(200);
  });

  it('a field that nobody knows, and bodies that are none', async () => {
    const body = { currentPassword: PASSWORD, newPassword: NEXT, email: 'eve@example.com' };
    expect(refusalOf(await put(body)).slice(0, 2)).toEqual([400, 'email']);
    expect((await put('[]', ada, { 'content-type': 'application/json' })).statusCode).toBe(400);
    expect((await put('a=b', ada, { 'content-type': 'application/x-www-form-urlencoded' })).statusCode).toBe(
      415,
    );
    expect((await put('')).statusCode).toBe(400);
  });

  it('somebody without a session, with an ended one, a page of another site, another method', async () => {
    expect(errorCode(await change(PASSWORD, NEXT, world.newBrowser()))).toBe('SESSION_REQUIRED');
    const body = { currentPassword: PASSWORD, newPassword: NEXT };
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }])
      expect(errorCode(await put(body, ada, headers))).toBe('CROSS_ORIGIN_REFUSED');
    expect((await ada.send({ path: FUNCTION_PATHS.password })).statusCode).toBe(405);
    const left = ada.copy();
    await ada.send({ method: 'POST', path: `${AUTH}/signout` });
    expect(errorCode(await change(PASSWORD, NEXT, left))).toBe('SESSION_REQUIRED');
    expect((await signIn(PASSWORD)).status).toBe('OK');
  });

  it('everything with 503 while the core is silent', async () => {
    await world.core.setMood('refused');
    const response = await change();
    await world.core.setMood('well');
    expect([response.statusCode, errorCode(response)]).toEqual([503, 'CORE_UNAVAILABLE']);
    expect((await change()).statusCode).toBe(200);
  });
});

describe('guessing', () => {
  it('is slowed down for one account, whatever its sessions are, and not by those who try to sign in', async () => {
    const { browser: other } = await signIn(PASSWORD);
    for (let tries = 0; tries < 5; tries += 1) {
      const guesser = tries % 2 === 0 ? ada : other;
      expect((await change(`guess number ${tries}`, NEXT, guesser)).statusCode).toBe(400);
    }
    for (const seconds of [2, 4]) {
      const refused = await change();
      expect([refused.statusCode, errorCode(refused)]).toEqual([429, 'TOO_MANY_REQUESTS']);
      expect(responseHeader(refused, 'retry-after')).toBe(String(seconds));
      passTime(seconds * 1000);
      expect((await change('another guess 1')).statusCode).toBe(400);
    }
    const elsewhere = await world.signedIn();
    expect((await change(PASSWORD, NEXT, elsewhere)).statusCode).toBe(200);
    passTime(8000);
    expect((await change()).statusCode).toBe(200);
    for (let tries = 0; tries < 5; tries += 1)
      expect((await change(`guess number ${tries}`)).statusCode).toBe(409);
  });

  it('needs a new password that would do: else the current one is not looked at', async () => {
    const lookedAt = () => world.core.calls.filter((call) => call.endsWith('/recipe/signin')).length;
    world.core.reset();
    await change('guess number 1', 'weak');
    expect(lookedAt()).toBe(0);
    await change('guess number 1');
    expect(lookedAt()).toBe(1);
  });
});

it('no password is in the log', async () => {
  await change('wrong horse 1', 'tall giraffe 2');
  await change(PASSWORD, 'weak');
  await change();
  const text = JSON.stringify(world.log);
  expect(world.log).toHaveLength(3);
  expect(world.log.map(({ outcome }) => outcome)).toEqual([
    'wrong_password',
    'bad_request',
    'password_changed',
  ]);
  expect(text).not.toMatch(/horse|giraffe|weak|@/);
});

it('the sign-up form is held to the same rule, in the same words', async () => {
  const browser = world.newBrowser();
  const body = credentials(`${crypto.randomUUID()}@example.com`, 'no digit here');
  const response = await browser.send({ method: 'POST', path: `${AUTH}/signup`, body });
  expect(bodyOf(response)).toMatchObject({
    status: 'FIELD_ERROR',
    formFields: [{ id: 'password', error: 'Use at least one digit.' }],
  });
});

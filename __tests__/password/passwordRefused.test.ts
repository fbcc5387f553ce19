import { PASSWORD_FUNCTION } from '../../config/contracts/password.ts';
import { responseHeader } from '../../netlify/platform/http/message.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { AUTH, errorCode, passTime, PASSWORD, SESSIONS, stopTime, setUpTestApp } from '../support/testApp.ts';
import { NEXT, putPassword } from '../support/passwordChange.ts';
import { createUser, signIn } from '../support/users.ts';
import { refusalOf } from '../support/refusals.ts';
import type { TestBrowser } from '../support/testBrowser.ts';

const app = setUpTestApp(startFullTestApp);
let email: string;
let ada: TestBrowser;
beforeEach(async () => {
  stopTime();
  ({ email, browser: ada } = await createUser(app));
  app.log.splice(0);
});

const put = (body: string | object, headers = {}) => putPassword(ada, body, { headers });
const change = (currentPassword: unknown = PASSWORD, newPassword: unknown = NEXT, browser = ada) =>
  putPassword(browser, { currentPassword, newPassword });
const signInWith = (password: string) => signIn(app, email, { password });

describe('refused changes', () => {
  it.each<[string, unknown, unknown, string, RegExp]>([
    ['a wrong current password', 'wrong horse 1', NEXT, 'currentPassword', /^Wrong current password/],
    ['no current password', undefined, NEXT, 'currentPassword', /^Enter your current password/],
    ['an empty one', '', NEXT, 'currentPassword', /^Enter your current password/],
    ['one that is no text', ['correct horse 1'], NEXT, 'currentPassword', /^Enter your current password/],
    ['an endless one', 'x'.repeat(50_000), NEXT, 'currentPassword', /^Wrong current password/],
    ['no new password', PASSWORD, undefined, 'newPassword', /^Choose a new password/],
    ['an empty new one', PASSWORD, '', 'newPassword', /^Choose a new password/],
    ['one that is short', PASSWORD, 'short 1', 'newPassword', /at least 8 characters/],
    ['a common one', PASSWORD, 'Password1!', 'newPassword', /most common/],
    ['a sequence', PASSWORD, '1234567890', 'newPassword', /consecutive/],
    ['one that is too long', PASSWORD, 'tall giraffe '.repeat(6), 'newPassword', /at most 72 bytes/],
    ['a new one that is no text', PASSWORD, { a: 1 }, 'newPassword', /text/],
    ['the same one', PASSWORD, PASSWORD, 'newPassword', /^That is your current password/],
  ])('%s', async (_name, current, next, field, words) => {
    const other = (await signInWith(PASSWORD)).browser;
    const response = await put({ currentPassword: current, newPassword: next });
    expect(refusalOf(response)).toEqual([400, field, expect.stringMatching(words)]);
    expect((await signInWith(PASSWORD)).status).toBe('OK');
    expect((await other.send({ path: SESSIONS })).statusCode).toBe(200);
  });

  it('refuses unknown fields and invalid bodies', async () => {
    const body = { currentPassword: PASSWORD, newPassword: NEXT, email: 'eve@example.com' };
    expect(refusalOf(await put(body)).slice(0, 2)).toEqual([400, 'email']);
    expect((await put('[]', { 'content-type': 'application/json' })).statusCode).toBe(400);
    expect((await put('a=b', { 'content-type': 'application/x-www-form-urlencoded' })).statusCode).toBe(415);
    expect((await put('')).statusCode).toBe(400);
  });

  it('refuses requests without a session, with an ended session, from another site, and other methods', async () => {
    expect(errorCode(await change(PASSWORD, NEXT, app.newBrowser()))).toBe('SESSION_REQUIRED');
    const body = { currentPassword: PASSWORD, newPassword: NEXT };
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }])
      expect(errorCode(await put(body, headers))).toBe('CROSS_ORIGIN_REFUSED');
    expect((await ada.send({ path: PASSWORD_FUNCTION })).statusCode).toBe(405);
    const left = ada.copy();
    await ada.send({ method: 'POST', path: `${AUTH}/signout` });
    expect(errorCode(await change(PASSWORD, NEXT, left))).toBe('SESSION_REQUIRED');
    expect((await signInWith(PASSWORD)).status).toBe('OK');
  });

  it('answers 503 while the core does not respond', async () => {
    await app.core.setBehavior('unreachable');
    const response = await change();
    await app.core.setBehavior('normal');
    expect([response.statusCode, errorCode(response)]).toEqual([503, 'CORE_UNAVAILABLE']);
    expect((await change()).statusCode).toBe(200);
  });
});

describe('guessing', () => {
  it('is limited per account, whatever its sessions are, independently of sign-in attempts', async () => {
    const { browser: other } = await signInWith(PASSWORD);
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
    const elsewhere = await app.signedIn();
    expect((await change(PASSWORD, NEXT, elsewhere)).statusCode).toBe(200);
    passTime(8000);
    expect((await change()).statusCode).toBe(200);
    for (let tries = 0; tries < 5; tries += 1)
      expect((await change(`guess number ${tries}`)).statusCode).toBe(409);
  });

  it('requires a valid new password before the current one is checked', async () => {
    const lookedAt = () => app.core.calls.filter((call) => call.endsWith('/recipe/signin')).length;
    app.core.reset();
    await change('guess number 1', 'weak');
    await change('guess number 1', 'iloveyou1');
    expect(lookedAt()).toBe(0);
    await change('guess number 1');
    expect(lookedAt()).toBe(1);
  });
});

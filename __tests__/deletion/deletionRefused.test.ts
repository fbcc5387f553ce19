import { ACCOUNT_FUNCTION } from '../../config/contracts/data.ts';
import { getUser } from 'supertokens-node';

import { DELETION, postDeletion, WORDS } from '../support/accountDeletion.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { AUTH, errorCode, PASSWORD, passTime, SESSIONS, stopTime, setUpTestApp } from '../support/testApp.ts';
import { NEXT, putPassword } from '../support/passwordChange.ts';
import { createUser, signIn } from '../support/users.ts';
import { refusalOf } from '../support/refusals.ts';
import type { TestBrowser } from '../support/testBrowser.ts';

const app = setUpTestApp(startFullTestApp);
let email: string;
let userId: string;
let ada: TestBrowser;
beforeEach(async () => {
  stopTime();
  ({ email, userId, browser: ada } = await createUser(app));
  app.log.splice(0);
});

const order = (body: string | object, headers = {}) => postDeletion(ada, body, { headers });
const erase = (browser = ada, password = PASSWORD, confirmation = WORDS) =>
  postDeletion(browser, { password, confirmation });

describe('refused deletions', () => {
  it.each<[string, object, string, RegExp]>([
    ['a wrong password', { password: 'wrong horse 1', confirmation: WORDS }, 'password', /^Wrong password/],
    ['no password', { confirmation: WORDS }, 'password', /^Enter your password/],
    ['an empty one', { password: '', confirmation: WORDS }, 'password', /^Enter your password/],
    ['one that is no text', { password: 1, confirmation: WORDS }, 'password', /^Enter your password/],
    ['an endless one', { password: 'x'.repeat(9999), confirmation: WORDS }, 'password', /^Wrong password/],
    ['no confirmation', { password: PASSWORD }, 'confirmation', /“delete my account”/],
    ['an empty one', { password: PASSWORD, confirmation: '' }, 'confirmation', /Nothing was deleted/],
    ['another one', { password: PASSWORD, confirmation: 'delete' }, 'confirmation', /Nothing was deleted/],
    ['one that is no text', { password: PASSWORD, confirmation: true }, 'confirmation', /Nothing was/],
    ['an unknown field', { password: PASSWORD, confirmation: WORDS, userId: 'x' }, 'userId', /./],
  ])('%s', async (_name, body, field, words) => {
    expect(refusalOf(await order(body))).toEqual([400, field, expect.stringMatching(words)]);
    expect(await getUser(userId)).toBeDefined();
    expect((await ada.send({ path: SESSIONS })).statusCode).toBe(200);
  });

  it('refuses requests without a session, with an ended or expired session, and from another site', async () => {
    expect(errorCode(await erase(app.newBrowser()))).toBe('SESSION_REQUIRED');
    const body = { password: PASSWORD, confirmation: WORDS };
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }])
      expect(errorCode(await order(body, headers))).toBe('CROSS_ORIGIN_REFUSED');
    const { browser } = await signIn(app, email);
    const left = browser.copy();
    await browser.send({ method: 'POST', path: `${AUTH}/signout` });
    expect(errorCode(await erase(left))).toBe('SESSION_REQUIRED');
    passTime();
    expect(errorCode(await erase())).toBe('SESSION_REFRESH_REQUIRED');
    expect(await getUser(userId)).toBeDefined();
  });

  it('refuses unknown paths and methods', async () => {
    const ask = (method: string, path: string) => ada.send({ method, path, body: {} });
    expect((await ask('POST', ACCOUNT_FUNCTION)).statusCode).toBe(405);
    expect((await ask('POST', `${ACCOUNT_FUNCTION}/other`)).statusCode).toBe(404);
    expect((await ada.send({ path: DELETION })).statusCode).toBe(405);
    expect((await ask('DELETE', ACCOUNT_FUNCTION)).statusCode).toBe(405);
    expect(await getUser(userId)).toBeDefined();
  });

  it('counts guesses together with those of a password change', async () => {
    const change = (currentPassword: string) => putPassword(ada, { currentPassword, newPassword: NEXT });
    for (let tries = 0; tries < 3; tries += 1)
      expect((await erase(ada, `guess ${tries}`)).statusCode).toBe(400);
    for (let tries = 3; tries < 5; tries += 1) expect((await change(`guess ${tries}`)).statusCode).toBe(400);
    const refused = await erase();
    expect([refused.statusCode, errorCode(refused)]).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(await getUser(userId)).toBeDefined();
    passTime(2000);
    expect((await erase()).statusCode).toBe(200);
  });

  it('answers 503 while the core does not respond, and deletes nothing', async () => {
    await app.core.setBehavior('unreachable');
    const response = await erase();
    await app.core.setBehavior('normal');
    expect([response.statusCode, errorCode(response)]).toEqual([503, 'CORE_UNAVAILABLE']);
    expect(await getUser(userId)).toBeDefined();
    expect((await erase()).statusCode).toBe(200);
  });
});

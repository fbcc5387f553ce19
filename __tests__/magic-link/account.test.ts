import { getUser } from 'supertokens-node';
import { DELETION_FUNCTION } from '../../config/contracts/deletion.ts';
import { postDeletion, WORDS } from '../support/accountDeletion.ts';
import { EMAIL, emailChangeIn } from '../support/emailChange.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { linkFields, post, requestCode, signInByMail, signInWithCode } from '../support/magicLink.ts';
import { newUserWithoutPassword } from '../support/passwordless.ts';
import { askForReset } from '../support/passwordReset.ts';
import { refusalOf } from '../support/refusals.ts';
import { errorCode, passTime, PASSWORD, PROFILE, stopTime, setUpTestApp } from '../support/testApp.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import { createUser } from '../support/users.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { target } from '../support/redirects.ts';
import { codeIn } from '../support/mailCode.ts';

const MINUTE = 60_000;

// With account linking, these accounts could have more ways to sign in: __tests__/linking.
beforeAll(() => {
  process.env.TEST_CORE_FEATURES = 'none';
});
const app = setUpTestApp(startFullTestApp);
beforeEach(() => stopTime());

const changeTo = (browser: TestBrowser, email: string, more: object = {}) =>
  browser.send({ method: 'PUT', path: EMAIL, body: { email, ...more } });

const userIdOf = async (browser: TestBrowser) => bodyOf(await browser.send({ path: PROFILE })).userId;

describe('a user without a password', () => {
  it('changes their address after a recent sign-in, and then signs in with the new one', async () => {
    const { confirm, confirmToken } = emailChangeIn(app);
    const [before, email] = [uniqueEmail(), uniqueEmail()];
    const browser = await signInByMail(app, before);
    const userId = await userIdOf(browser);
    passTime(5 * MINUTE);
    expect(bodyOf(await changeTo(browser, email))).toEqual({ sentTo: email, notified: true });
    expect((await app.inbox.read(before, 'Email change requested')).text).not.toMatch(/knows your password/);
    expect((await confirm(await confirmToken(email))).statusCode).toBe(200);
    expect(bodyOf(await browser.send({ path: PROFILE }))).toMatchObject({ userId, emails: [email] });
    passTime(MINUTE);
    expect(await userIdOf(await signInByMail(app, email))).toBe(userId);
    expect((await getUser(String(userId)))?.loginMethods.map(({ verified }) => verified)).toEqual([true]);
    passTime(MINUTE);
    expect(await userIdOf(await signInByMail(app, before))).not.toBe(userId);
  });

  it('has to sign in again before that if the sign-in is older, and nothing is sent', async () => {
    const [before, email] = [uniqueEmail(), uniqueEmail()];
    const browser = await signInByMail(app, before);
    passTime(5 * MINUTE + 1000);
    for (const more of [{}, { password: PASSWORD }]) {
      const response = await changeTo(browser, email, more);
      expect([response.statusCode, errorCode(response)]).toEqual([403, 'RECENT_SIGN_IN_REQUIRED']);
    }
    expect(await app.inbox.all(email)).toEqual([]);
    await signInByMail(app, before, browser);
    expect((await changeTo(browser, email)).statusCode).toBe(200);
  });

  it('cancels a change by the link that was sent to the old address', async () => {
    const { cancel, cancelToken, confirm, confirmToken } = emailChangeIn(app);
    const [before, email] = [uniqueEmail(), uniqueEmail()];
    const browser = await signInByMail(app, before);
    await changeTo(browser, email);
    expect((await cancel(await cancelToken(before))).statusCode).toBe(200);
    expect((await confirm(await confirmToken(email))).statusCode).toBe(400);
    expect((await browser.send({ path: PROFILE })).statusCode).toBe(401);
    passTime(MINUTE);
    const again = await signInByMail(app, before);
    expect(bodyOf(await again.send({ path: PROFILE })).emails).toEqual([before]);
  });

  it('cannot use a code that was sent to the address before a change', async () => {
    const { confirm, confirmToken } = emailChangeIn(app);
    const [before, email] = [uniqueEmail(), uniqueEmail()];
    const browser = await signInByMail(app, before);
    passTime(MINUTE);
    const other = app.newBrowser();
    const code = codeIn(await requestCode(app, other, before));
    await changeTo(browser, email);
    await confirm(await confirmToken(email));
    expect(target(await signInWithCode(other, code))).toMatchObject({ formError: 'code_expired' });
  });

  it('has no password to change or reset', async () => {
    const email = uniqueEmail();
    const browser = await signInByMail(app, email);
    const body = { currentPassword: PASSWORD, newPassword: 'another horse 2 battery' };
    const change = await browser.send({ method: 'PUT', path: '/.netlify/functions/password', body });
    expect([change.statusCode, bodyOf(change)]).toMatchObject([
      409,
      { error: { message: 'Your account has no password.' } },
    ]);
    passTime(MINUTE);
    const mails = (await app.inbox.all(email)).length;
    expect(bodyOf(await askForReset(app, email))).toEqual({ status: 'OK' });
    expect(await app.inbox.all(email)).toHaveLength(mails);
  });

  it('finds the login method in the export, and loses it with the account', async () => {
    const email = uniqueEmail();
    const browser = await signInByMail(app, email);
    const userId = String(await userIdOf(browser));
    const exported = await browser.send({ path: DELETION_FUNCTION.replace(/\/deletion$/, '') });
    expect(bodyOf(exported)).toMatchObject({
      user: { loginMethods: [{ recipeId: 'passwordless', email, verified: true }] },
    });
    passTime(MINUTE);
    const other = app.newBrowser();
    const fields = linkFields(await requestCode(app, other, email));
    expect((await postDeletion(browser, { confirmation: WORDS })).statusCode).toBe(200);
    expect(await getUser(userId)).toBeUndefined();
    expect(target(await post(other, 'link', fields))).toMatchObject({ path: '/auth/email-link' });
    passTime(MINUTE);
    expect(await userIdOf(await signInByMail(app, email))).not.toBe(userId);
  });
});

it('still asks users with a password for it', async () => {
  const { browser } = await createUser(app);
  expect(refusalOf(await changeTo(browser, uniqueEmail()))).toEqual([
    400,
    'password',
    'Enter your password.',
  ]);
});

it('says where an address comes from that cannot be changed here', async () => {
  const { browser } = await newUserWithoutPassword(app);
  const response = await changeTo(browser, uniqueEmail());
  expect([response.statusCode, bodyOf(response)]).toMatchObject([
    409,
    { error: { message: expect.stringContaining('Change it there') as string } },
  ]);
});

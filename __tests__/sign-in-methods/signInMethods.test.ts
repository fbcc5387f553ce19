/** @jest-environment node */
import {
  ACCOUNT_METHODS_FUNCTION as METHODS,
  accountMethodsAnswer,
  type AccountMethodsAnswer,
} from '../../config/contracts/sign-in-methods.ts';
import { FORM_USER_HEADER } from '../../config/contracts/sign-in.ts';
import { activityKinds } from '../support/activityDays.ts';
import {
  createVerifiedUser,
  recipesOf,
  setLicense,
  startLinkingTestApp,
  userWith,
} from '../support/linkingTestApp.ts';
import { requestCode, signInByMail, signInWithCode } from '../support/magicLink.ts';
import { codeIn } from '../support/mailCode.ts';
import { heldCallsIn } from '../support/heldCalls.ts';
import { outstandingIn } from '../support/outstanding.ts';
import { target } from '../support/redirects.ts';
import { refusalOf } from '../support/refusals.ts';
import { newProviderUser, signInBy, usersWith } from '../support/socialTestApp.ts';
import { UNREACHABLE, whileDatabaseIs } from '../support/testDatabase.ts';
import { errorCode, passTime, SESSIONS, setUpTestApp, stopTime } from '../support/testApp.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import type { ProviderUser } from '../support/fakeProvider.ts';
import { signIn } from '../support/users.ts';
import { tokenOf } from '../support/emailChange.ts';
import { linkIn } from '../support/readMail.ts';

const app = setUpTestApp(startLinkingTestApp);

const MINUTE_MS = 60_000;

interface LinkedUser {
  email: string;
  userId: string;
  user: ProviderUser;
  /** Signed in by the provider. */
  byProvider: TestBrowser;
  /** Signed in by the password. */
  byPassword: TestBrowser;
}

/** A user with a password and a provider. */
async function createLinkedUser(): Promise<LinkedUser> {
  const { email, userId, browser } = await createVerifiedUser(app);
  const user = newProviderUser({ email });
  passTime(1000);
  const byProvider = app.newBrowser();
  await signInBy(app, byProvider, 'google', { user });
  return { email, userId, user, byProvider, byPassword: browser };
}

const list = async (browser: TestBrowser): Promise<AccountMethodsAnswer> =>
  accountMethodsAnswer.parse(bodyOf(await browser.send({ path: METHODS })));

const remove = (browser: TestBrowser, method: string) =>
  browser.send({ method: 'DELETE', path: `${METHODS}/${method}` });

const allow = (browser: TestBrowser, method: string) =>
  browser.send({ method: 'PUT', path: `${METHODS}/${method}`, body: {} });

const askForPassword = (browser: TestBrowser) =>
  browser.send({ method: 'POST', path: `${METHODS}/password`, body: {} });

beforeEach(() => {
  stopTime();
  setLicense('account_linking');
});

describe('the list', () => {
  it('has all ways to sign in, when they were added and last used', async () => {
    const { email, user, byProvider } = await createLinkedUser();
    const added = Date.now();
    passTime(MINUTE_MS);
    await signIn(app, email);
    expect(await list(byProvider)).toEqual({
      methods: [
        {
          method: 'password',
          identity: email,
          addedAt: expect.any(Number) as number,
          lastUsedAt: Date.now(),
          current: false,
          removable: true,
        },
        {
          method: 'google',
          identity: user.email,
          addedAt: added,
          lastUsedAt: added,
          current: true,
          removable: false,
        },
      ],
      removed: [],
      linksOthers: true,
      hasVerifiedAddress: true,
      passwordAddress: null,
    });
  });

  it('has one way for a user who has one, which cannot be removed', async () => {
    const browser = await signInByMail(app);
    expect((await list(browser)).methods).toEqual([
      expect.objectContaining({ method: 'email', current: true, removable: false }),
    ]);
  });

  it('offers a password only where the core can link it', async () => {
    const user = newProviderUser();
    const browser = app.newBrowser();
    await signInBy(app, browser, 'google', { user });
    expect(await list(browser)).toMatchObject({ linksOthers: true, passwordAddress: user.email });
    setLicense('none');
    expect(await list(browser)).toMatchObject({ linksOthers: false, passwordAddress: null });
  });

  it('is complete but for the last use while the database is down', async () => {
    const { byProvider } = await createLinkedUser();
    const { methods } = await whileDatabaseIs(UNREACHABLE, () => list(byProvider));
    expect(methods.map(({ method, lastUsedAt }) => [method, lastUsedAt])).toEqual([
      ['password', null],
      ['google', null],
    ]);
  });

  it('requires a session', async () => {
    expect((await app.newBrowser().send({ path: METHODS })).statusCode).toBe(401);
  });
});

describe('a removed way to sign in', () => {
  it('no longer signs in, and does not come back by its address', async () => {
    const { email, userId, user, byPassword } = await createLinkedUser();
    expect(bodyOf(await remove(byPassword, 'google'))).toEqual({ removed: true, notified: true });
    expect(recipesOf(await userWith(userId))).toEqual(['emailpassword']);
    const response = await signInBy(app, app.newBrowser(), 'google', { user });
    expect(target(response)).toMatchObject({ formError: 'other_method', method: 'password' });
    expect(await list(byPassword)).toMatchObject({ removed: ['google'] });
    expect((await signIn(app, email)).status).toBe('OK');
  });

  it('ends all other sessions and outstanding requests, and is told to the owner', async () => {
    const { resetToken, resetWith } = outstandingIn(app);
    const { email, byPassword, byProvider } = await createLinkedUser();
    const token = await resetToken(email);
    await remove(byPassword, 'google');
    expect((await byProvider.send({ path: SESSIONS })).statusCode).toBe(401);
    expect(bodyOf(await resetWith(token))).toEqual({ status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' });
    expect((await byPassword.send({ path: SESSIONS })).statusCode).toBe(200);
    expect(await activityKinds(byPassword)).toContain('sign_in_method_removed');
    const mail = await app.inbox.read(email, 'A way to sign in was removed from your account');
    expect(mail.text).toContain('Google');
  });

  it('ends the sessions that the first time could not, and the owner has been told', async () => {
    const { email, byPassword, byProvider } = await createLinkedUser();
    const { failingAt } = heldCallsIn(app);
    const response = await failingAt(['GET /recipe/session/user'], () => remove(byPassword, 'google'));
    expect(response.statusCode).toBe(503);
    await app.core.setBehavior('normal');
    passTime(11_000);
    expect(bodyOf(await remove(byPassword, 'google'))).toEqual({ removed: false, notified: true });
    expect((await byProvider.send({ path: SESSIONS })).statusCode).toBe(401);
    const { text } = await app.inbox.read(email, 'A way to sign in was removed from your account');
    expect(text).not.toContain('sessions have ended');
  });

  it('is the password, although the account has its id', async () => {
    const { email, userId, user, byProvider } = await createLinkedUser();
    expect(bodyOf(await remove(byProvider, 'password'))).toMatchObject({ removed: true });
    expect((await userWith(userId)).id).toBe(userId);
    expect(recipesOf(await userWith(userId))).toEqual(['thirdparty']);
    expect((await signIn(app, email)).status).toBe('WRONG_CREDENTIALS_ERROR');
    const browser = app.newBrowser();
    expect(target(await signInBy(app, browser, 'google', { user }))).toEqual({ path: '/session' });
    expect(await activityKinds(browser)).toContain('sign_in_method_removed');
  });

  it('joins the account again once the user allows it', async () => {
    const { userId, user, byPassword } = await createLinkedUser();
    await remove(byPassword, 'google');
    expect(bodyOf(await allow(byPassword, 'google'))).toEqual({ allowed: true });
    expect(target(await signInBy(app, app.newBrowser(), 'google', { user }))).toEqual({ path: '/session' });
    expect(recipesOf(await userWith(userId))).toEqual(['emailpassword', 'thirdparty']);
  });

  it('is the link by email, whose codes of before are refused', async () => {
    const { email, userId, byPassword } = await createLinkedUser();
    await signInByMail(app, email);
    passTime(2 * MINUTE_MS);
    const browser = app.newBrowser();
    const code = codeIn(await requestCode(app, browser, email));
    await remove(byPassword, 'email');
    expect(target(await signInWithCode(browser, code))).toMatchObject({ formError: 'code_expired' });
    passTime(2 * MINUTE_MS);
    const again = codeIn(await requestCode(app, browser, email));
    expect(target(await signInWithCode(browser, again))).toMatchObject({
      formError: 'other_method',
      method: 'password',
    });
    expect(recipesOf(await userWith(userId))).toEqual(['emailpassword', 'thirdparty']);
  });

  it('is removed once if the request is sent twice', async () => {
    const { byPassword } = await createLinkedUser();
    await remove(byPassword, 'google');
    expect(bodyOf(await remove(byPassword, 'google'))).toEqual({ removed: false, notified: true });
  });
});

describe('a removal is refused', () => {
  it('by the form of another user, who was signed in before', async () => {
    const { byPassword, userId } = await createLinkedUser();
    const headers = { [FORM_USER_HEADER]: 'another-user' };
    const response = await byPassword.send({ method: 'DELETE', path: `${METHODS}/google`, headers });
    expect([response.statusCode, errorCode(response)]).toEqual([409, 'USER_CHANGED']);
    expect(recipesOf(await userWith(userId))).toEqual(['emailpassword', 'thirdparty']);
  });

  it('for the way of this session', async () => {
    const { byProvider, userId } = await createLinkedUser();
    expect(refusalOf(await remove(byProvider, 'google'))).toEqual([
      409,
      undefined,
      expect.stringContaining('You signed in this way') as string,
    ]);
    expect(recipesOf(await userWith(userId))).toEqual(['emailpassword', 'thirdparty']);
  });

  it('for the last way, with a passkey or without', async () => {
    const { byPassword, byProvider, email, userId } = await createLinkedUser();
    const both = await Promise.all([remove(byPassword, 'google'), remove(byProvider, 'password')]);
    expect(both.map(({ statusCode }) => statusCode).sort()).not.toEqual([200, 200]);
    expect((await userWith(userId)).loginMethods).toHaveLength(1);
    expect(await usersWith(email)).toHaveLength(1);
  });

  it('without a recent sign-in', async () => {
    const { byPassword } = await createLinkedUser();
    passTime(6 * MINUTE_MS);
    for (const response of [
      await remove(byPassword, 'google'),
      await allow(byPassword, 'google'),
      await askForPassword(byPassword),
    ])
      expect([response.statusCode, errorCode(response)]).toEqual([403, 'RECENT_SIGN_IN_REQUIRED']);
  });

  it.each(['passkey', 'facebook', '%2e%2e', 'x'.repeat(500), '%00'])('for %s', async (method) => {
    const { byPassword } = await createLinkedUser();
    expect((await remove(byPassword, method)).statusCode).toBe(404);
    expect((await allow(byPassword, method)).statusCode).toBe(404);
  });

  it('while the database cannot tell whether another one is in progress', async () => {
    const { byPassword, userId } = await createLinkedUser();
    const response = await whileDatabaseIs(UNREACHABLE, () => remove(byPassword, 'google'));
    expect([response.statusCode, response.headers?.['retry-after']]).toEqual([503, '5']);
    expect(recipesOf(await userWith(userId))).toEqual(['emailpassword', 'thirdparty']);
  });
});

describe('a first password', () => {
  it('is set by the link that is sent to the verified address', async () => {
    const { resetWith } = outstandingIn(app);
    const user = newProviderUser();
    const browser = app.newBrowser();
    await signInBy(app, browser, 'google', { user });
    expect(bodyOf(await askForPassword(browser))).toEqual({ sentTo: user.email });
    const token = tokenOf(linkIn(await app.inbox.read(user.email, 'Reset your password')));
    expect(bodyOf(await resetWith(token, 'a first horse 3'))).toMatchObject({ status: 'OK' });
    expect((await signIn(app, user.email, { password: 'a first horse 3' })).status).toBe('OK');
    expect((await usersWith(user.email)).map(recipesOf)).toEqual([['emailpassword', 'thirdparty']]);
  });

  it('can be set again after the password was removed', async () => {
    const { resetWith } = outstandingIn(app);
    const { email, byProvider } = await createLinkedUser();
    await remove(byProvider, 'password');
    passTime(MINUTE_MS);
    expect(bodyOf(await askForPassword(byProvider))).toEqual({ sentTo: email });
    const token = tokenOf(linkIn(await app.inbox.read(email, 'Reset your password')));
    expect(bodyOf(await resetWith(token, 'a first horse 3'))).toMatchObject({ status: 'OK' });
  });

  it('is refused to a user who has one, and where the core cannot link it', async () => {
    const { byPassword } = await createLinkedUser();
    expect((await askForPassword(byPassword)).statusCode).toBe(409);
    const browser = await signInByMail(app);
    setLicense('none');
    expect((await askForPassword(browser)).statusCode).toBe(409);
  });
});

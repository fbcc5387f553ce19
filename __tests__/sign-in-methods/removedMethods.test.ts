import { ACCOUNT_METHODS_FUNCTION as METHODS } from '../../config/contracts/sign-in-methods.ts';
import { FORM_USER_HEADER } from '../../config/contracts/sign-in.ts';
import { activityKinds } from '../support/activityDays.ts';
import { setLicense, startLinkingTestApp, recipesOf, userWith } from '../support/linkingTestApp.ts';
import { requestCode, signInByMail, signInWithCode } from '../support/magicLink.ts';
import { codeIn } from '../support/mailCode.ts';
import { heldCallsIn } from '../support/heldCalls.ts';
import { outstandingIn } from '../support/outstanding.ts';
import { target } from '../support/redirects.ts';
import { refusalOf } from '../support/refusals.ts';
import { signInBy, usersWith } from '../support/socialTestApp.ts';
import { UNREACHABLE, whileDatabaseIs } from '../support/testDatabase.ts';
import { errorCode, passTime, SESSIONS, setUpTestApp, stopTime } from '../support/testApp.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { signIn } from '../support/users.ts';
import {
  allowMethod,
  askForPassword,
  createLinkedUser,
  listMethods,
  removeMethod,
} from '../support/linkedUsers.ts';

const app = setUpTestApp(startLinkingTestApp);

const MINUTE_MS = 60_000;

beforeEach(() => {
  stopTime();
  setLicense('account_linking');
});

describe('a removed way to sign in', () => {
  it('no longer signs in, and does not come back by its address', async () => {
    const { email, userId, user, byPassword } = await createLinkedUser(app);
    expect(bodyOf(await removeMethod(byPassword, 'google'))).toEqual({ removed: true, notified: true });
    expect(recipesOf(await userWith(userId))).toEqual(['emailpassword']);
    const response = await signInBy(app, app.newBrowser(), 'google', { user });
    expect(target(response)).toMatchObject({ formError: 'other_method', method: 'password' });
    expect(await listMethods(byPassword)).toMatchObject({ removed: ['google'] });
    expect((await signIn(app, email)).status).toBe('OK');
  });

  it('ends all other sessions and outstanding requests, and is told to the owner', async () => {
    const { resetToken, resetWith } = outstandingIn(app);
    const { email, byPassword, byProvider } = await createLinkedUser(app);
    const token = await resetToken(email);
    await removeMethod(byPassword, 'google');
    expect((await byProvider.send({ path: SESSIONS })).statusCode).toBe(401);
    expect(bodyOf(await resetWith(token))).toEqual({ status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' });
    expect((await byPassword.send({ path: SESSIONS })).statusCode).toBe(200);
    expect(await activityKinds(byPassword)).toContain('sign_in_method_removed');
    const mail = await app.inbox.read(email, 'A way to sign in was removed from your account');
    expect(mail.text).toContain('Google');
  });

  it('ends the sessions that the first time could not, and the owner has been told', async () => {
    const { email, byPassword, byProvider } = await createLinkedUser(app);
    const { failingAt } = heldCallsIn(app);
    const response = await failingAt(['GET /recipe/session/user'], () => removeMethod(byPassword, 'google'));
    expect(response.statusCode).toBe(503);
    await app.core.setBehavior('normal');
    passTime(11_000);
    expect(bodyOf(await removeMethod(byPassword, 'google'))).toEqual({ removed: false, notified: true });
    expect((await byProvider.send({ path: SESSIONS })).statusCode).toBe(401);
    const { text } = await app.inbox.read(email, 'A way to sign in was removed from your account');
    expect(text).not.toContain('sessions have ended');
  });

  it('is the password, although the account has its id', async () => {
    const { email, userId, user, byProvider } = await createLinkedUser(app);
    expect(bodyOf(await removeMethod(byProvider, 'password'))).toMatchObject({ removed: true });
    expect((await userWith(userId)).id).toBe(userId);
    expect(recipesOf(await userWith(userId))).toEqual(['thirdparty']);
    expect((await signIn(app, email)).status).toBe('WRONG_CREDENTIALS_ERROR');
    const browser = app.newBrowser();
    expect(target(await signInBy(app, browser, 'google', { user }))).toEqual({ path: '/session' });
    expect(await activityKinds(browser)).toContain('sign_in_method_removed');
  });

  it('joins the account again once the user allows it', async () => {
    const { userId, user, byPassword } = await createLinkedUser(app);
    await removeMethod(byPassword, 'google');
    expect(bodyOf(await allowMethod(byPassword, 'google'))).toEqual({ allowed: true });
    expect(target(await signInBy(app, app.newBrowser(), 'google', { user }))).toEqual({ path: '/session' });
    expect(recipesOf(await userWith(userId))).toEqual(['emailpassword', 'thirdparty']);
  });

  it('is the link by email, whose codes of before are refused', async () => {
    const { email, userId, byPassword } = await createLinkedUser(app);
    await signInByMail(app, email);
    passTime(2 * MINUTE_MS);
    const browser = app.newBrowser();
    const code = codeIn(await requestCode(app, browser, email));
    await removeMethod(byPassword, 'email');
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
    const { byPassword } = await createLinkedUser(app);
    await removeMethod(byPassword, 'google');
    expect(bodyOf(await removeMethod(byPassword, 'google'))).toEqual({ removed: false, notified: true });
  });
});

describe('a removal is refused', () => {
  it('by the form of another user, who was signed in before', async () => {
    const { byPassword, userId } = await createLinkedUser(app);
    const headers = { [FORM_USER_HEADER]: 'another-user' };
    const response = await byPassword.send({ method: 'DELETE', path: `${METHODS}/google`, headers });
    expect([response.statusCode, errorCode(response)]).toEqual([409, 'USER_CHANGED']);
    expect(recipesOf(await userWith(userId))).toEqual(['emailpassword', 'thirdparty']);
  });

  it('for the way of this session', async () => {
    const { byProvider, userId } = await createLinkedUser(app);
    expect(refusalOf(await removeMethod(byProvider, 'google'))).toEqual([
      409,
      undefined,
      expect.stringContaining('You signed in this way') as string,
    ]);
    expect(recipesOf(await userWith(userId))).toEqual(['emailpassword', 'thirdparty']);
  });

  it('for the last way, with a passkey or without', async () => {
    const { byPassword, byProvider, email, userId } = await createLinkedUser(app);
    const both = await Promise.all([
      removeMethod(byPassword, 'google'),
      removeMethod(byProvider, 'password'),
    ]);
    expect(both.map(({ statusCode }) => statusCode).sort()).not.toEqual([200, 200]);
    expect((await userWith(userId)).loginMethods).toHaveLength(1);
    expect(await usersWith(email)).toHaveLength(1);
  });

  it('without a recent sign-in', async () => {
    const { byPassword } = await createLinkedUser(app);
    passTime(6 * MINUTE_MS);
    for (const response of [
      await removeMethod(byPassword, 'google'),
      await allowMethod(byPassword, 'google'),
      await askForPassword(byPassword),
    ])
      expect([response.statusCode, errorCode(response)]).toEqual([403, 'RECENT_SIGN_IN_REQUIRED']);
  });

  it.each(['passkey', 'facebook', '%2e%2e', 'x'.repeat(500), '%00'])('for %s', async (method) => {
    const { byPassword } = await createLinkedUser(app);
    expect((await removeMethod(byPassword, method)).statusCode).toBe(404);
    expect((await allowMethod(byPassword, method)).statusCode).toBe(404);
  });

  it('while the database cannot tell whether another one is in progress', async () => {
    const { byPassword, userId } = await createLinkedUser(app);
    const response = await whileDatabaseIs(UNREACHABLE, () => removeMethod(byPassword, 'google'));
    expect([response.statusCode, response.headers?.['retry-after']]).toEqual([503, '5']);
    expect(recipesOf(await userWith(userId))).toEqual(['emailpassword', 'thirdparty']);
  });
});

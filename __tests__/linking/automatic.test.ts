/** @jest-environment node */
import { listUsersByAccountInfo } from 'supertokens-node';
import { startLinkingTestApp, recipesOf, userWith } from '../support/linkingTestApp.ts';
import { createVerifiedUser } from '../support/verifiedUsers.ts';
import { requestCode, signInByMail, signInWithCode } from '../support/magicLink.ts';
import { codeIn } from '../support/mailCode.ts';
import { target } from '../support/redirects.ts';
import { claimsOf } from '../support/secondFactor.ts';
import { newProviderUser, signInBy, usersWith } from '../support/socialTestApp.ts';
import { setUpTestApp, signUp } from '../support/testApp.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { createUser, signIn } from '../support/users.ts';

const app = setUpTestApp(startLinkingTestApp);

const idsWith = async (email: string) => (await usersWith(email)).map(({ id }) => id);

describe('a verified address', () => {
  it('lets a provider sign in to the account with the password', async () => {
    const { email, userId } = await createVerifiedUser(app);
    const browser = app.newBrowser();
    const response = await signInBy(app, browser, 'google', { user: newProviderUser({ email }) });
    expect(target(response)).toEqual({ path: '/session' });
    expect(claimsOf(browser)).toMatchObject({ sub: userId, signInMethod: 'google' });
    expect(recipesOf(await userWith(userId))).toEqual(['emailpassword', 'thirdparty']);
    expect((await signIn(app, email)).status).toBe('OK');
  });

  it('lets a link sign in to the account with the password', async () => {
    const { email, userId } = await createVerifiedUser(app);
    const browser = await signInByMail(app, email);
    expect(claimsOf(browser)).toMatchObject({ sub: userId, signInMethod: 'email' });
    expect(recipesOf(await userWith(userId))).toEqual(['emailpassword', 'passwordless']);
  });

  it('lets providers and a link sign in to one account', async () => {
    const user = newProviderUser();
    for (const provider of ['google', 'github'] as const)
      expect(target(await signInBy(app, app.newBrowser(), provider, { user }))).toEqual({ path: '/session' });
    await signInByMail(app, user.email);
    const found = await usersWith(user.email);
    expect(found.map(recipesOf)).toEqual([['passwordless', 'thirdparty', 'thirdparty']]);
  });

  it('becomes one account if two ways to sign in are used at the same time', async () => {
    const user = newProviderUser();
    const browser = app.newBrowser();
    const code = codeIn(await requestCode(app, browser, user.email));
    app.log.splice(0);
    await Promise.all([signInBy(app, app.newBrowser(), 'google', { user }), signInWithCode(browser, code)]);
    // The one that joins the account ends what is outstanding, which may be the other one.
    const outcomes = app.log.map(({ outcome }) => outcome).filter((one) => one !== 'sign_in_started');
    expect(outcomes).toEqual(expect.arrayContaining([expect.stringMatching(/^signed_(in|up)$/)]));
    for (const outcome of outcomes) expect(outcome).toMatch(/^(signed_in|signed_up|sign_in_overtaken)$/);
    expect((await usersWith(user.email)).map(recipesOf)).toEqual([['passwordless', 'thirdparty']]);
  });
});

describe('an account with a password for an address that was never verified', () => {
  it.each(['google', 'github', 'apple', 'oidc'] as const)('is not joined by %s', async (provider) => {
    const { email, userId } = await createUser(app);
    const browser = app.newBrowser();
    const response = await signInBy(app, browser, provider, { user: newProviderUser({ email }) });
    expect(target(response)).toMatchObject({ formError: 'other_method', method: 'password' });
    expect(browser.jar.names()).toEqual([]);
    expect(await idsWith(email)).toEqual([userId]);
    expect((await userWith(userId)).isPrimaryUser).toBe(false);
    expect((await signIn(app, email)).status).toBe('OK');
  });

  it('is not joined by a link, and its owner is not locked out', async () => {
    const { email, userId } = await createUser(app);
    const browser = app.newBrowser();
    const code = codeIn(await requestCode(app, browser, email));
    expect(target(await signInWithCode(browser, code))).toMatchObject({
      formError: 'other_method',
      method: 'password',
    });
    expect(await idsWith(email)).toEqual([userId]);
    expect((await signIn(app, email)).status).toBe('OK');
  });

  it('is not created for the address of a provider', async () => {
    const user = newProviderUser();
    await signInBy(app, app.newBrowser(), 'google', { user });
    const [id] = await idsWith(user.email);
    expect(bodyOf(await signUp(app.newBrowser(), user.email))).toMatchObject({
      status: 'FIELD_ERROR',
      formFields: [{ id: 'email' }],
    });
    expect((await usersWith(user.email)).map(recipesOf)).toEqual([['thirdparty']]);
    expect(await idsWith(user.email)).toEqual([id]);
  });
});

describe('an address that the provider has not verified', () => {
  it.each([false, undefined])('joins no account: %s', async (isVerified) => {
    const { email, userId } = await createVerifiedUser(app);
    const user = newProviderUser({
      email,
      ...(isVerified === undefined ? {} : { email_verified: isVerified }),
    });
    if (isVerified === undefined) delete user.email_verified;
    const response = await signInBy(app, app.newBrowser(), 'google', { user });
    expect(target(response)).toMatchObject({ formError: 'provider_unverified_email' });
    expect(recipesOf(await userWith(userId))).toEqual(['emailpassword']);
  });
});

describe('an address that has changed at the provider', () => {
  it('does not sign in to the account that has it, if both are in use', async () => {
    const [user, other] = [newProviderUser(), await createVerifiedUser(app)];
    await signInBy(app, app.newBrowser(), 'google', { user });
    await signIn(app, other.email);
    const browser = app.newBrowser();
    const response = await signInBy(app, browser, 'google', { user: { ...user, email: other.email } });
    expect(target(response)).toMatchObject({ formError: 'other_method', method: 'password' });
    expect(browser.jar.names()).toEqual([]);
    expect(recipesOf(await userWith(other.userId))).toEqual(['emailpassword']);
    expect(await usersWith(user.email)).toHaveLength(1);
  });

  it('keeps the account that the provider belongs to', async () => {
    const { email, userId } = await createVerifiedUser(app);
    const user = newProviderUser({ email });
    await signInBy(app, app.newBrowser(), 'google', { user });
    const browser = app.newBrowser();
    await signInBy(app, browser, 'google', { user: { ...user, email: uniqueEmail() } });
    expect(claimsOf(browser)).toMatchObject({ sub: userId });
  });
});

it('gives the same answer to a wrong code, whatever account there is', async () => {
  const answers = async (email: string) => {
    const browser = app.newBrowser();
    const code = codeIn(await requestCode(app, browser, email));
    const wrong = code === '000000' ? '111111' : '000000';
    return target(await signInWithCode(browser, wrong));
  };
  const [none, unverified, verified] = [uniqueEmail(), await createUser(app), await createVerifiedUser(app)];
  const expected = await answers(none);
  expect(expected).toMatchObject({ formError: 'code_wrong' });
  expect(await answers(unverified.email)).toEqual(expected);
  expect(await answers(verified.email)).toEqual(expected);
});

it('leaves the session of another user in the browser alone until the sign-in replaces it', async () => {
  const [own, other] = [await createVerifiedUser(app), await createVerifiedUser(app)];
  const user = newProviderUser({ email: own.email });
  await signInBy(app, other.browser, 'google', { user });
  expect(claimsOf(other.browser)).toMatchObject({ sub: own.userId });
  expect(recipesOf(await userWith(other.userId))).toEqual(['emailpassword']);
  expect(await listUsersByAccountInfo('public', { email: other.email })).toHaveLength(1);
});

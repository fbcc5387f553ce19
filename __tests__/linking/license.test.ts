/** @jest-environment node */
import { setLicense, startLinkingTestApp, recipesOf, userWith } from '../support/linkingTestApp.ts';
import { createVerifiedUser } from '../support/verifiedUsers.ts';
import { setTestFeatures } from '../support/localCore.ts';
import { requestCode, signInByMail, signInWithCode } from '../support/magicLink.ts';
import { codeIn } from '../support/mailCode.ts';
import { target } from '../support/redirects.ts';
import { claimsOf } from '../support/secondFactor.ts';
import { newProviderUser, signInBy, usersWith } from '../support/socialTestApp.ts';
import { passTime, setUpTestApp, stopTime } from '../support/testApp.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { signIn } from '../support/users.ts';
import { bodyOf } from '../support/testBrowser.ts';

const app = setUpTestApp(startLinkingTestApp);

const FLAGS = 'GET /ee/featureflag';
const MINUTE_MS = 60_000;

beforeEach(() => {
  stopTime();
  setLicense('account_linking');
});

const signInByGoogle = (email: string, browser = app.newBrowser()) =>
  signInBy(app, browser, 'google', { user: newProviderUser({ email }) });

it.each(['account_linking', 'mfa', 'all'])('links accounts with a license for %s', async (features) => {
  setLicense(features);
  const { email, userId } = await createVerifiedUser(app);
  expect(target(await signInByGoogle(email))).toEqual({ path: '/session' });
  expect(recipesOf(await userWith(userId))).toEqual(['emailpassword', 'thirdparty']);
});

it.each(['none', 'dashboard_login,multi_tenancy'])(
  'links nothing with a license for %s',
  async (features) => {
    setLicense(features);
    const { email, userId } = await createVerifiedUser(app);
    expect(target(await signInByGoogle(email))).toMatchObject({
      formError: 'other_method',
      method: 'password',
    });
    expect(recipesOf(await userWith(userId))).toEqual(['emailpassword']);
  },
);

it.each(['google', 'github'] as const)(
  'names %s to the owner of an address who signs in by link, where nothing is linked',
  async (provider) => {
    setLicense('none');
    const user = newProviderUser();
    await signInBy(app, app.newBrowser(), provider, { user });
    const browser = app.newBrowser();
    const code = codeIn(await requestCode(app, browser, user.email));
    expect(target(await signInWithCode(browser, code))).toMatchObject({
      formError: 'other_method',
      method: provider,
    });
  },
);

describe('a license that has ended since the core was asked', () => {
  it('locks out no user with a verified address', async () => {
    const { email } = await createVerifiedUser(app);
    setTestFeatures('none');
    expect((await signIn(app, email)).status).toBe('OK');
    expect(target(await signInByGoogle(uniqueEmail()))).toEqual({ path: '/session' });
  });

  it('lets new users sign in by all ways', async () => {
    await signInByGoogle(uniqueEmail());
    setTestFeatures('none');
    await signInByMail(app);
    setLicense('account_linking');
    setTestFeatures('none');
    expect(target(await signInByGoogle(uniqueEmail()))).toEqual({ path: '/session' });
  });

  it('makes no second account for an address', async () => {
    const { email, userId } = await createVerifiedUser(app);
    passTime(1000);
    setTestFeatures('none');
    const browser = app.newBrowser();
    const response = await signInByGoogle(email, browser);
    expect(target(response)).toMatchObject({ formError: 'other_method', method: 'password' });
    expect(browser.jar.names()).toEqual([]);
    expect((await usersWith(email)).map(({ id }) => id)).toEqual([userId]);
    expect((await signIn(app, email)).status).toBe('OK');
  });

  it('keeps accounts that were linked before', async () => {
    const { email, userId } = await createVerifiedUser(app);
    const user = newProviderUser({ email });
    await signInBy(app, app.newBrowser(), 'google', { user });
    setLicense('none');
    const browser = app.newBrowser();
    expect(target(await signInBy(app, browser, 'google', { user }))).toEqual({ path: '/session' });
    expect(claimsOf(browser)).toMatchObject({ sub: userId });
    expect((await signIn(app, email)).status).toBe('OK');
  });
});

describe('the question for the features', () => {
  it('is asked once in five minutes', async () => {
    const ask = async () => {
      app.core.reset();
      await signInByGoogle(uniqueEmail());
      return app.core.calls.filter((call) => call === FLAGS).length;
    };
    setLicense('account_linking');
    expect([await ask(), await ask()]).toEqual([1, 0]);
    passTime(6 * MINUTE_MS);
    expect(await ask()).toBe(1);
  });

  it('goes by what the core said last while it does not answer', async () => {
    const { email, userId } = await createVerifiedUser(app);
    await signIn(app, email);
    passTime(6 * MINUTE_MS);
    const held = app.core.hold(FLAGS);
    try {
      expect(target(await signInByGoogle(email))).toEqual({ path: '/session' });
    } finally {
      held.release();
    }
    expect(recipesOf(await userWith(userId))).toEqual(['emailpassword', 'thirdparty']);
  });

  it('links nothing, and lets users in, if the core has never answered', async () => {
    const { email } = await createVerifiedUser(app);
    setLicense('account_linking');
    const held = app.core.hold(FLAGS);
    try {
      expect(target(await signInByGoogle(uniqueEmail()))).toEqual({ path: '/session' });
    } finally {
      held.release();
    }
    expect((await signIn(app, email)).status).toBe('OK');
    expect(target(await signInByGoogle(email))).toMatchObject({ formError: 'other_method' });
    passTime(MINUTE_MS);
    expect(target(await signInByGoogle(email))).toEqual({ path: '/session' });
  });
});

it('is reported by the health function', async () => {
  const response = await app.newBrowser().send({ path: '/.netlify/functions/health' });
  expect(bodyOf(response)).toMatchObject({ core: { features: ['account_linking'] } });
});

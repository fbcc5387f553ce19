import { signUp, setUpTestApp } from '../support/testApp.ts';
import { newProviderAccount } from '../support/providerAccount.ts';
import { newProviderUser, signInBy, startSocialTestApp, usersWith } from '../support/socialTestApp.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { target } from '../support/redirects.ts';

// With account linking, these accounts could have more ways to sign in: __tests__/linking.
beforeAll(() => {
  process.env.TEST_CORE_FEATURES = 'none';
});
const app = setUpTestApp(startSocialTestApp);

describe('an address of another account', () => {
  it('is refused after the user has proved it, with the way to sign in', async () => {
    const email = uniqueEmail();
    await signUp(app.newBrowser(), email);
    const browser = app.newBrowser();
    const response = await signInBy(app, browser, 'google', { user: newProviderUser({ email }) });
    expect(target(response)).toMatchObject({ formError: 'other_method', method: 'password' });
    expect(browser.jar.names()).toEqual([]);
    expect(await usersWith(email)).toHaveLength(1);
  });

  it('is refused by another provider', async () => {
    const user = newProviderUser();
    await signInBy(app, app.newBrowser(), 'github', { user });
    const response = await signInBy(app, app.newBrowser(), 'google', { user });
    expect(target(response)).toMatchObject({ formError: 'other_method', method: 'github' });
  });

  it('is refused to a known user whose address at the provider has changed', async () => {
    const [user, taken] = [newProviderUser(), newProviderUser()];
    await signInBy(app, app.newBrowser(), 'google', { user });
    await signUp(app.newBrowser(), taken.email);
    const moved = { ...user, email: taken.email };
    const response = await signInBy(app, app.newBrowser(), 'google', { user: moved });
    expect(target(response)).toMatchObject({ formError: 'other_method', method: 'password' });
    expect(await usersWith(user.email)).toHaveLength(1);
  });

  it('is not named to a user who has not verified it', async () => {
    const email = uniqueEmail();
    await signUp(app.newBrowser(), email);
    const user = newProviderUser({ email, email_verified: false });
    const response = await signInBy(app, app.newBrowser(), 'google', { user });
    expect(target(response)).toMatchObject({ formError: 'provider_unverified_email' });
    expect(target(response)).not.toHaveProperty('method');
  });

  it('stays with the older account if both are created at the same time', async () => {
    const user = newProviderUser();
    const browser = app.newBrowser();
    const held = app.core.hold('POST /public/recipe/signinup');
    const pending = signInBy(app, browser, 'oidc', { user });
    await held.received;
    await newProviderAccount(app, user.email);
    held.release();
    expect(target(await pending)).toMatchObject({ formError: 'other_method', method: 'google' });
    expect(browser.jar.names()).toEqual([]);
    expect(await usersWith(user.email)).toHaveLength(1);
  });
});

it('creates one account for a user who signs in twice at the same time', async () => {
  const user = newProviderUser();
  const responses = await Promise.all(
    [app.newBrowser(), app.newBrowser()].map((browser) => signInBy(app, browser, 'google', { user })),
  );
  expect(responses.map((response) => target(response).path)).toEqual(['/session', '/session']);
  expect(await usersWith(user.email)).toHaveLength(1);
});

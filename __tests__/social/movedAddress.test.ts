import { startFakeProvider, type FakeProvider } from '../support/fakeProvider.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { target } from '../support/redirects.ts';
import { newProviderUser, signInBy, usersWith } from '../support/socialTestApp.ts';
import { activityKinds } from '../support/activityDays.ts';
import { PROFILE, setUpTestApp, signUp } from '../support/testApp.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

const SUBJECT = 'Your email address was changed';

let provider: FakeProvider;

const app = setUpTestApp(async () => {
  provider = await startFakeProvider();
  const started = await startFullTestApp({ LOCAL_PROVIDER_URL: provider.url });
  const close = () => started.close().then(() => provider.close());
  return { ...started, close };
});

type ProviderUser = ReturnType<typeof newProviderUser>;

const signIn = (browser: TestBrowser, user: ProviderUser) =>
  signInBy({ ...app, provider }, browser, 'google', { user });

async function signedIn(): Promise<{ user: ProviderUser; browser: TestBrowser }> {
  const user = newProviderUser();
  const browser = app.newBrowser();
  expect(target(await signIn(browser, user))).toEqual({ path: '/session' });
  return { user, browser };
}

const emailsOf = async (browser: TestBrowser) => bodyOf(await browser.send({ path: PROFILE })).emails;

it('follows a verified address at the provider, and tells both addresses', async () => {
  const { user, browser } = await signedIn();
  const moved = newProviderUser({ sub: user.sub });
  expect(target(await signIn(browser, moved))).toEqual({ path: '/session' });
  expect(await emailsOf(browser)).toEqual([moved.email]);
  const [old, now] = [await app.inbox.read(user.email, SUBJECT), await app.inbox.read(moved.email, SUBJECT)];
  for (const { text } of [old, now]) {
    expect(text).toContain(`with Google, where your email address is now ${moved.email}`);
    expect(text).toContain('http://localhost:8888/account/sessions');
  }
  expect(old.text).toContain('This is the last email to the old address.');
  expect(now.text).not.toContain('old address');
  expect(await activityKinds(browser)).toContain('email_changed');
});

it('says nothing where the address is the same, however the provider spells it', async () => {
  const { user, browser } = await signedIn();
  await signIn(browser, { ...user, email: user.email.toUpperCase() });
  expect(await activityKinds(browser)).not.toContain('email_changed');
  expect(await app.inbox.subjects(user.email)).not.toContain(SUBJECT);
});

it('keeps the address where the new one is not verified', async () => {
  const { user, browser } = await signedIn();
  const answer = await signIn(app.newBrowser(), newProviderUser({ sub: user.sub, email_verified: false }));
  expect(target(answer)).toMatchObject({ formError: 'provider_unverified_email' });
  expect(await emailsOf(browser)).toEqual([user.email]);
});

it('takes over no account that has the new address, and tells no one of it', async () => {
  const { user, browser } = await signedIn();
  const victim = uniqueEmail();
  await signUp(app.newBrowser(), victim);
  const attacker = app.newBrowser();
  const answer = await signIn(attacker, newProviderUser({ sub: user.sub, email: victim }));
  expect(target(answer)).toMatchObject({ formError: 'other_method', method: 'password' });
  expect(attacker.jar.names()).not.toContain('sAccessToken');
  expect(await usersWith(victim)).toHaveLength(1);
  expect(await emailsOf(browser)).toEqual([user.email]);
  expect(await app.inbox.subjects(user.email)).not.toContain(SUBJECT);
});

it('frees the old address for another account, which is not the one that moved', async () => {
  const { user, browser } = await signedIn();
  const moved = newProviderUser({ sub: user.sub });
  await signIn(browser, moved);
  const otherUser = app.newBrowser();
  expect(bodyOf(await signUp(otherUser, user.email)).status).toBe('OK');
  expect(await emailsOf(otherUser)).toEqual([user.email]);
  expect(await emailsOf(browser)).toEqual([moved.email]);
});

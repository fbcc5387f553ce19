import { AUTH, credentials, passTime, PASSWORD, setUpTestApp, stopTime } from '../support/testApp.ts';
import { activityKinds } from '../support/activityDays.ts';
import { Authenticator } from '../support/authenticator.ts';
import { startFakeProvider, type FakeProvider } from '../support/fakeProvider.ts';
import { formRequest } from '../support/formRequest.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { signInByMail } from '../support/magicLink.ts';
import { addedPasskey, passkeySignIn } from '../support/passkeys.ts';
import { codeForm, codeOf, enrol, PERIOD_MS, sendCode } from '../support/secondFactor.ts';
import { newProviderUser, signInBy } from '../support/socialTestApp.ts';
import type { TestBrowser } from '../support/testBrowser.ts';
import { signInReportsOf } from '../support/signInReports.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { FIREFOX } from '../support/userAgents.ts';
import { createUser, signIn } from '../support/users.ts';

let provider: FakeProvider;

const app = setUpTestApp(async () => {
  provider = await startFakeProvider();
  const started = await startFullTestApp({ SECOND_FACTOR: 'optional', LOCAL_PROVIDER_URL: provider.url });
  return {
    ...started,
    close: async () => {
      await started.close();
      await provider.close();
    },
  };
});
beforeEach(() => stopTime());

/** How the owner of an account signs in, in a browser. */
type SignIn = (browser: TestBrowser) => Promise<unknown>;

async function byPassword(): Promise<SignIn> {
  const { email } = await createUser(app);
  return (browser) => signIn(app, email, { browser });
}

async function byForm(): Promise<SignIn> {
  const { email } = await createUser(app);
  return (browser) => browser.send(formRequest(`${AUTH}/form/signin`, { email, password: PASSWORD }));
}

async function byMail(): Promise<SignIn> {
  const email = uniqueEmail();
  await signInByMail(app, email);
  return (browser) => signInByMail(app, email, browser);
}

async function byProvider(): Promise<SignIn> {
  const user = newProviderUser();
  await signInBy({ ...app, provider }, app.newBrowser(), 'google', { user });
  return (browser) => signInBy({ ...app, provider }, browser, 'google', { user });
}

async function byPasskey(): Promise<SignIn> {
  const authenticator = new Authenticator({ synced: true });
  await addedPasskey((await createUser(app)).browser, authenticator);
  return (browser) => passkeySignIn(app, authenticator, { browser });
}

const reportsOf = (work: () => Promise<unknown>) => signInReportsOf(app, work);
const readReport = (email: string) => app.inbox.read(email, 'New sign-in to');

it.each([
  ['the password', byPassword],
  ['the form without JavaScript', byForm],
  ['a code by email', byMail],
  ['a provider', byProvider],
  ['a passkey', byPasskey],
])('reports the first sign-in with %s in each browser', async (_, begin) => {
  const signInAgain = await begin();
  passTime(70_000);
  const [one, two] = [app.newBrowser(), app.newBrowser()];
  expect(await reportsOf(() => signInAgain(one))).toBe(1);
  expect(await activityKinds(one)).toContain('new_browser');
  passTime(70_000);
  expect(await reportsOf(() => signInAgain(one))).toBe(0);
  passTime(70_000);
  expect(await reportsOf(() => signInAgain(two))).toBe(1);
});

it.each([
  [
    'a password',
    async (browser: TestBrowser) => {
      const email = uniqueEmail();
      await browser.send({ method: 'POST', path: `${AUTH}/signup`, body: credentials(email) });
      return () => signIn(app, email, { browser });
    },
  ],
  [
    'a provider',
    async (browser: TestBrowser) => {
      const user = newProviderUser();
      await signInBy({ ...app, provider }, browser, 'google', { user });
      return () => signInBy({ ...app, provider }, browser, 'google', { user });
    },
  ],
] as const)('reports no sign-up with %s, and knows its browser', async (_, signUp) => {
  const browser = app.newBrowser();
  let again: () => Promise<unknown> = () => Promise.resolve();
  expect(await reportsOf(async () => (again = await signUp(browser)))).toBe(0);
  passTime(70_000);
  expect(await reportsOf(again)).toBe(0);
  expect(await activityKinds(browser)).not.toContain('new_browser');
});

it('tells a new user by mail of the account, and of no sign-in', async () => {
  const email = uniqueEmail();
  const browser = await signInByMail(app, email);
  await app.inbox.read(email, 'Your account was created');
  expect(await activityKinds(browser)).toEqual(['signed_in']);
});

it('says when, with what and about where, and how to end the sessions and the password', async () => {
  const { email } = await createUser(app);
  const place = {
    city: 'Lyon',
    subdivision: { code: 'ARA', name: 'Auvergne-Rhône-Alpes' },
    country: { name: 'France' },
  };
  const geo = Buffer.from(JSON.stringify(place)).toString('base64');
  await signIn(app, email, { headers: { 'user-agent': FIREFOX, 'x-nf-geo': geo } });
  const { text, html } = await readReport(email);
  const time = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long',
    timeStyle: 'medium',
    timeZone: 'UTC',
  }).format(Date.now());
  expect(text).toContain(
    `Time: ${time} UTC\nBrowser: Firefox 140\nSystem: Linux\nApproximate place: Lyon, Auvergne-Rhône-Alpes, France`,
  );
  expect(text).toContain('Review your sessions:\nhttp://localhost:8888/account/sessions');
  expect(text).toContain('Set a new password:\nhttp://localhost:8888/auth/reset-password');
  for (const path of ['/account/sessions', '/auth/reset-password'])
    expect(html).toContain(`href="http://localhost:8888${path}"`);
});

it.each([
  ['nothing', undefined],
  ['no JSON', 'AAAA'],
  ['another value', Buffer.from('7').toString('base64')],
  [
    'markup',
    Buffer.from(JSON.stringify({ city: '<b>Lyon</b>', country: { name: 'x'.repeat(200) } })).toString(
      'base64',
    ),
  ],
])('names no place where the header has %s', async (_, geo) => {
  const { email } = await createUser(app);
  passTime(70_000);
  await signIn(app, email, { headers: geo === undefined ? {} : { 'x-nf-geo': geo } });
  const { text } = await readReport(email);
  expect(text).toContain('Browser: not known\nSystem: not known');
  expect(text).not.toContain('place');
});

it('offers no new password to a user without one', async () => {
  const user = newProviderUser();
  for (const browser of [app.newBrowser(), app.newBrowser()]) {
    await signInBy({ ...app, provider }, browser, 'google', { user });
    passTime(70_000);
  }
  const { text } = await readReport(user.email);
  expect(text).not.toContain('reset-password');
});

describe('with a second factor', () => {
  async function enrolledUser() {
    const user = await createUser(app);
    const { secret } = await enrol(user.browser);
    passTime(70_000);
    return { ...user, secret };
  }

  it('reports nothing before the code, and the sign-in after it', async () => {
    const { email, secret } = await enrolledUser();
    const browser = app.newBrowser();
    expect(await reportsOf(() => signIn(app, email, { browser }))).toBe(0);
    expect(await reportsOf(() => sendCode(browser, '000000'))).toBe(0);
    expect(await reportsOf(() => sendCode(browser, codeOf(secret)))).toBe(1);
    expect(await activityKinds(browser)).toContain('new_browser');
    passTime(PERIOD_MS * 3);
    await signIn(app, email, { browser });
    expect(await reportsOf(() => sendCode(browser, codeOf(secret)))).toBe(0);
  });

  it('reports a code that was sent twice once', async () => {
    const { email, secret } = await enrolledUser();
    const browser = app.newBrowser();
    await signIn(app, email, { browser });
    const both = () =>
      Promise.all([browser.send(codeForm(codeOf(secret))), browser.send(codeForm(codeOf(secret)))]);
    expect(await reportsOf(both)).toBe(1);
  });
});

import { CONFIRMS_COOKIE, CONFIRMS_PATH } from '../../config/session/sessionCookies.ts';
import type { ProviderId } from '../../config/signInMethods.ts';
import { postDeletion, WORDS } from '../support/accountDeletion.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { startFakeProvider } from '../support/fakeProvider.ts';
import { target } from '../support/redirects.ts';
import { callback, newProviderUser, signInBy, start, type SocialTestApp } from '../support/socialTestApp.ts';
import { errorCode, passTime, setUpTestApp, stopTime, USER } from '../support/testApp.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';

const MINUTE_MS = 60_000;

const app = setUpTestApp(async (): Promise<SocialTestApp> => {
  const provider = await startFakeProvider();
  const started = await startFullTestApp({ LOCAL_PROVIDER_URL: provider.url });
  const close = async () => {
    await started.close();
    await provider.close();
  };
  return { ...started, provider, close };
});
beforeEach(() => {
  stopTime();
  app.provider.claims = {};
});

const nowInSeconds = () => Math.floor(Date.now() / 1000);

/** What the page leaves in a browser whose user signs out to confirm who they are. */
const beginConfirmation = (browser: TestBrowser) => browser.jar.put(CONFIRMS_COOKIE, '1', CONFIRMS_PATH);

const isAsked = (browser: TestBrowser) => browser.jar.header(CONFIRMS_PATH).includes(CONFIRMS_COOKIE);

async function authorization(id: ProviderId, confirms: boolean) {
  const browser = app.newBrowser();
  if (confirms) beginConfirmation(browser);
  const { searchParams } = new URL(await start(browser, id));
  return [searchParams.get('prompt'), searchParams.get('max_age')];
}

it.each<[ProviderId, string | null, string | null]>([
  ['oidc', 'login', '0'],
  ['google', 'select_account', null],
  ['github', 'select_account', null],
  ['apple', null, null],
])('%s is asked for what it can do to confirm a user', async (id, prompt, maxAge) => {
  expect(await authorization(id, true)).toEqual([prompt, maxAge]);
  expect(await authorization(id, false)).toEqual([null, null]);
});

/** A confirmation, after which the ID token says when the user entered their credentials. */
async function confirm(authTime: unknown, id: ProviderId = 'oidc') {
  const browser = app.newBrowser();
  beginConfirmation(browser);
  app.provider.user = newProviderUser();
  const url = await start(browser, id, '/account/delete');
  passTime(MINUTE_MS);
  app.provider.claims = { auth_time: authTime };
  const response = await callback(browser, id, app.provider.agree(url).query);
  return { browser, reply: target(response) };
}

it('a user whose provider has asked for their credentials has confirmed who they are', async () => {
  const { browser, reply } = await confirm(nowInSeconds() + 30);
  expect(reply).toEqual({ path: '/account/delete' });
  expect(isAsked(browser)).toBe(false);
  expect((await postDeletion(browser, { confirmation: WORDS })).statusCode).toBe(200);
});

it.each([
  ['is missing', undefined],
  ['is from before the confirmation', 1_700_000_000],
])('the sign-in is refused if the time of the provider %s', async (_, authTime) => {
  const { browser, reply } = await confirm(authTime);
  expect(reply).toEqual({
    path: '/auth',
    redirectToPath: '/account/delete',
    confirmsIdentity: '1',
    formError: 'provider_not_confirmed',
    provider: 'oidc',
  });
  expect((await browser.send({ path: USER })).statusCode).toBe(401);
  // A provider that cannot do this does not lock users out.
  expect(isAsked(browser)).toBe(false);
});

it.each<[string, ProviderId, object, boolean]>([
  ['that tells an old time', 'oidc', { auth_time: 1_700_000_000 }, false],
  ['that tells no time and could', 'oidc', {}, false],
  ['that tells a recent time', 'oidc', { auth_time: nowInSeconds() }, true],
  ['that tells a time in the future', 'oidc', { auth_time: nowInSeconds() + 86_400 }, true],
  ['that cannot tell', 'google', {}, true],
  ['that tells an old time without being asked', 'apple', { auth_time: 1_700_000_000 }, false],
])('after any other sign-in with a provider %s, it counts', async (_, id, claims, isRecent) => {
  app.provider.claims = { ...claims };
  const browser = app.newBrowser();
  expect(target(await signInBy(app, browser, id, { user: newProviderUser() }))).toEqual({ path: '/session' });
  const response = await postDeletion(browser, { confirmation: WORDS });
  if (isRecent) expect(response.statusCode).toBe(200);
  else expect([response.statusCode, errorCode(response)]).toEqual([403, 'RECENT_SIGN_IN_REQUIRED']);
});

it('a time in the future does not prolong the confirmation', async () => {
  app.provider.claims = { auth_time: nowInSeconds() + 86_400 };
  const browser = app.newBrowser();
  await signInBy(app, browser, 'oidc', { user: newProviderUser() });
  passTime(5 * MINUTE_MS + 1000);
  expect(errorCode(await postDeletion(browser, { confirmation: WORDS }))).toBe('RECENT_SIGN_IN_REQUIRED');
});

it('a provider that denies leaves the confirmation open', async () => {
  const browser = app.newBrowser();
  beginConfirmation(browser);
  const { query } = app.provider.agree(await start(browser, 'oidc'));
  const { state = '', iss = '' } = query;
  const response = await callback(browser, 'oidc', { state, iss, error: 'access_denied' });
  expect(target(response)).toMatchObject({ confirmsIdentity: '1', formError: 'provider_denied' });
  expect(isAsked(browser)).toBe(true);
});

it('adding a provider to an account is no confirmation', async () => {
  const browser = app.newBrowser();
  await signInBy(app, browser, 'google', { user: newProviderUser() });
  beginConfirmation(browser);
  const path = '/.netlify/functions/social/oidc/start';
  const response = await browser.send({ path, query: { connect: '1' } });
  expect(response.statusCode).toBe(303);
  expect(JSON.stringify(response)).not.toContain('max_age');
  expect(bodyOf(await browser.send({ path: USER }))).toHaveProperty('userId');
});

import { getUser } from 'supertokens-node';
import { isEmailVerified } from 'supertokens-node/recipe/emailverification';
import { PROVIDERS } from '../../config/signInMethods.ts';
import { AUTH, signUp, USER, setUpTestApp } from '../support/testApp.ts';
import {
  callback,
  newProviderUser,
  signInBy,
  start,
  startSocialTestApp,
  usersWith,
} from '../support/socialTestApp.ts';
import { bodyOf, setCookies, type TestBrowser } from '../support/testBrowser.ts';
import { target } from '../support/redirects.ts';
import { activityKinds } from '../support/activityDays.ts';

const app = setUpTestApp(startSocialTestApp);

const sessionOf = async (browser: TestBrowser) =>
  bodyOf(await browser.send({ path: USER })) as {
    userId: string;
    accessTokenPayload: Record<string, unknown>;
  };

describe.each(PROVIDERS)('sign-in with %s', (id) => {
  it('creates an account with a verified address, and finds it again', async () => {
    const user = newProviderUser();
    const browser = app.newBrowser();
    expect(target(await signInBy(app, browser, id, { user, wanted: '/account?tab=1' }))).toEqual({
      path: '/account',
      tab: '1',
    });
    const { userId, accessTokenPayload } = await sessionOf(browser);
    expect(accessTokenPayload).toMatchObject({ signInMethod: id, 'st-ev': { v: true } });
    const found = await getUser(userId);
    expect([found?.emails, found?.loginMethods.length]).toEqual([[user.email], 1]);
    const recipeUserId = found?.loginMethods[0]?.recipeUserId;
    expect(recipeUserId && (await isEmailVerified(recipeUserId, user.email))).toBe(true);

    const again = app.newBrowser();
    expect(target(await signInBy(app, again, id, { user }))).toEqual({ path: '/session' });
    expect((await sessionOf(again)).userId).toBe(userId);
  });

  it('asks for a code that only this browser can use', async () => {
    const browser = app.newBrowser();
    const url = new URL(await start(browser, id));
    const parameters = Object.fromEntries(url.searchParams);
    expect(parameters).toMatchObject({
      response_type: 'code',
      client_id: `local-${id}`,
      redirect_uri: `http://localhost:8888/.netlify/functions/social/${id}/callback`,
      code_challenge_method: 'S256',
    });
    expect(parameters.code_challenge).toMatch(/^[\w-]{43}$/);
    if (id !== 'github') expect(parameters.nonce).toMatch(/^[\w-]{43}$/);
    expect(parameters.response_mode).toBe(id === 'apple' ? 'form_post' : undefined);
  });
});

it('sets the cookies of a session, and removes that of the sign-in', async () => {
  const browser = app.newBrowser();
  const begun = await browser.send({ path: '/.netlify/functions/social/google/start' });
  expect(setCookies(begun)).toEqual([
    expect.stringMatching(/^providerSignIn-[\w-]{8}=[\w-]+; Path=\/; Expires=.+; HttpOnly; SameSite=Lax$/),
  ]);
  const done = await signInBy(app, browser, 'google', { user: newProviderUser() });
  const names = setCookies(done).map((cookie) => cookie.split('=')[0]);
  expect(names).toEqual(
    expect.arrayContaining(['sAccessToken', 'sRefreshToken', 'sFrontToken', 'lastSignInMethod']),
  );
  expect(browser.jar.get('lastSignInMethod')).toBe('google');
  expect(browser.jar.names().filter((name) => name.startsWith('providerSignIn-'))).toHaveLength(1);
});

it('signs in two tabs of one browser, whichever comes back first', async () => {
  const browser = app.newBrowser();
  const [one, two] = [await start(browser, 'google', '/session'), await start(browser, 'google', '/account')];
  app.provider.user = newProviderUser();
  const first = await callback(browser, 'google', app.provider.agree(two).query);
  const second = await callback(browser, 'google', app.provider.agree(one).query);
  expect([target(first), target(second)]).toEqual([{ path: '/account' }, { path: '/session' }]);
});

it('records the sign-in in the activity and the log, without personal data', async () => {
  const user = newProviderUser();
  const browser = app.newBrowser();
  await signInBy(app, browser, 'google', { user });
  expect(app.log.at(-1)).toMatchObject({
    route: 'social/google/callback',
    status: 303,
    outcome: 'signed_in',
  });
  expect(JSON.stringify(app.log)).not.toContain(user.email);
  expect(await activityKinds(browser)).toEqual(['signed_in']);
});

it('ends the session that the new one replaces', async () => {
  const browser = app.newBrowser();
  await signUp(browser);
  const before = browser.copy();
  await signInBy(app, browser, 'google', { user: newProviderUser() });
  expect((await before.send({ method: 'POST', path: `${AUTH}/session/refresh` })).statusCode).toBe(401);
});

it('follows the address of the user to another one that is free', async () => {
  const user = newProviderUser();
  const browser = app.newBrowser();
  await signInBy(app, browser, 'google', { user });
  const { userId } = await sessionOf(browser);
  const moved = newProviderUser({ sub: user.sub });
  await signInBy(app, browser, 'google', { user: moved });
  expect((await sessionOf(browser)).userId).toBe(userId);
  expect((await getUser(userId))?.emails).toEqual([moved.email]);
});

it('takes the address from the userinfo endpoint where the ID token has none', async () => {
  app.provider.hidesEmail = true;
  const user = newProviderUser();
  const response = await signInBy(app, app.newBrowser(), 'oidc', { user });
  app.provider.hidesEmail = false;
  expect(target(response)).toEqual({ path: '/session' });
  expect(await usersWith(user.email)).toHaveLength(1);
});

it('accepts a verified address that is said in text, as Apple does', async () => {
  const user = newProviderUser({ email_verified: 'true' });
  expect(target(await signInBy(app, app.newBrowser(), 'apple', { user }))).toEqual({ path: '/session' });
});

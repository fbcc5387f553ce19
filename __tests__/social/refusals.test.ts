import { callbackPath, SOCIAL_FUNCTION } from '../../config/contracts/social.ts';
import { PROVIDERS, type ProviderId } from '../../config/signInMethods.ts';
import { AUTH, location, setUpTestApp } from '../support/testApp.ts';
import {
  callback,
  newProviderUser,
  signInBy,
  start,
  startSocialTestApp,
  usersWith,
} from '../support/socialTestApp.ts';
import { setCookies, type TestBrowser } from '../support/testBrowser.ts';
import { target } from '../support/redirects.ts';

const app = setUpTestApp(startSocialTestApp);
beforeEach(() => {
  app.provider.user = newProviderUser();
  app.provider.claims = {};
});

const without = (query: Record<string, string>, left: string) =>
  Object.fromEntries(Object.entries(query).filter(([name]) => name !== left));

/** Nothing is left of a sign-in that failed. */
async function expectNothingMade(browser: TestBrowser) {
  expect(browser.jar.names()).toEqual([]);
  expect(await usersWith(app.provider.user.email ?? '')).toEqual([]);
}

async function refused(id: ProviderId, change: (query: Record<string, string>) => Record<string, string>) {
  const browser = app.newBrowser();
  const { query } = app.provider.agree(await start(browser, id, '/account'));
  const response = await callback(browser, id, change(query));
  await expectNothingMade(browser);
  return target(response);
}

describe('the answer of a provider', () => {
  it.each([
    ['access_denied', 'provider_denied'],
    ['user_cancelled_authorize', 'provider_denied'],
    ['temporarily_unavailable', 'provider_unavailable'],
    ['server_error', 'provider_unavailable'],
    ['invalid_scope', 'provider_failed'],
    ['<script>alert(1)</script>', 'provider_failed'],
  ])('with the error %s goes back to the sign-in page', async (error, formError) => {
    expect(await refused('google', (query) => ({ ...without(query, 'code'), error }))).toEqual({
      path: '/auth',
      redirectToPath: '/account',
      formError,
      provider: 'google',
    });
    expect(JSON.stringify(app.log.at(-1))).not.toContain('<script>');
  });

  it.each<[string, (query: Record<string, string>) => Record<string, string>]>([
    ['no code', (query) => without(query, 'code')],
    ['an unknown code', (query) => ({ ...query, code: 'made-up' })],
    ['another issuer', (query) => ({ ...query, iss: 'https://evil.example' })],
    ['no issuer', (query) => without(query, 'iss')],
  ])('with %s is refused', async (_, change) => {
    const { formError } = await refused('google', change);
    expect(formError).toMatch(/^(provider_failed|sign_in_expired)$/);
  });

  it.each<[string, Record<string, unknown>]>([
    ['another nonce', { nonce: 'another' }],
    ['no nonce', { nonce: undefined }],
    ['another audience', { aud: 'another-app' }],
    ['another issuer', { iss: 'https://evil.example' }],
    ['a time that is over', { exp: Math.floor(Date.now() / 1000) - 3600 }],
  ])('is refused with an ID token that has %s', async (_, claims) => {
    app.provider.claims = claims;
    expect(await refused('google', (query) => query)).toMatchObject({ formError: 'provider_failed' });
  });

  it('is refused with an ID token of another key', async () => {
    app.provider.usesOtherKey = true;
    expect(await refused('google', (query) => query)).toMatchObject({ formError: 'provider_failed' });
    app.provider.usesOtherKey = false;
  });

  it.each(PROVIDERS)('is refused without a verified address: %s', async (id) => {
    app.provider.user = newProviderUser({ email_verified: false });
    expect(await refused(id, (query) => query)).toMatchObject({ formError: 'provider_unverified_email' });
    app.provider.user = { sub: 'no-address' };
    expect(await refused(id, (query) => query)).toMatchObject({ formError: 'provider_no_email' });
    app.provider.user = newProviderUser({ email: 'not an address' });
    expect(await refused(id, (query) => query)).toMatchObject({ formError: 'provider_no_email' });
  });

  it('does not change the known address to an unverified one', async () => {
    const user = newProviderUser();
    await signInBy(app, app.newBrowser(), 'google', { user });
    const unverified = newProviderUser({ sub: user.sub, email_verified: false });
    const response = await signInBy(app, app.newBrowser(), 'google', { user: unverified });
    expect(target(response)).toMatchObject({ formError: 'provider_unverified_email' });
    expect(await usersWith(user.email)).toHaveLength(1);
    expect(await usersWith(unverified.email)).toEqual([]);
  });
});

describe('the callback', () => {
  it('is bound to the browser that started', async () => {
    const { query } = app.provider.agree(await start(app.newBrowser(), 'google'));
    const other = app.newBrowser();
    await start(other, 'google');
    expect(target(await callback(other, 'google', query))).toMatchObject({ formError: 'sign_in_expired' });
    expect(await usersWith(app.provider.user.email ?? '')).toEqual([]);
  });

  it('is refused with the code of another sign-in, by its code verifier', async () => {
    const browser = app.newBrowser();
    const own = app.provider.agree(await start(browser, 'google')).query;
    const attackers = app.provider.agree(await start(app.newBrowser(), 'google')).query;
    const response = await callback(browser, 'google', { ...own, code: attackers.code ?? '' });
    expect(target(response)).toMatchObject({ formError: 'sign_in_expired' });
  });

  it('works once, also at the same time and with a copy of the cookies', async () => {
    const browser = app.newBrowser();
    const { query } = app.provider.agree(await start(browser, 'google'));
    const copies = [browser, browser.copy(), browser.copy()];
    const responses = await Promise.all(copies.map((copy) => callback(copy, 'google', query)));
    const targets = responses.map((response) => target(response));
    expect(targets.filter(({ path }) => path === '/session')).toHaveLength(1);
    expect(targets.filter(({ formError }) => formError === 'sign_in_expired')).toHaveLength(2);
    const again = await callback(browser.copy(), 'google', query);
    expect(target(again)).toMatchObject({ path: '/auth', formError: 'sign_in_expired' });
    expect(await usersWith(app.provider.user.email ?? '')).toHaveLength(1);
  });

  it('that is not valid changes nothing for a user with a session', async () => {
    const browser = await app.signedIn();
    const response = await callback(browser, 'oidc', { code: 'x', state: 'x' });
    expect(target(response)).toEqual({ path: '/auth', formError: 'sign_in_expired', provider: 'oidc' });
    expect(setCookies(response)).toEqual([]);
  });

  it('of one provider does not end the sign-in of another', async () => {
    const browser = app.newBrowser();
    const { query } = app.provider.agree(await start(browser, 'google'));
    expect(target(await callback(browser, 'oidc', query))).toMatchObject({ formError: 'sign_in_expired' });
  });

  it.each([
    ['nothing', {}],
    ['a state that is none', { code: 'x', state: 'x' }],
    [
      'a state with a wrong signature',
      { code: 'x', state: `${Buffer.from('["a","b"]').toString('base64url')}.x` },
    ],
    ['values that are too long', { code: 'x'.repeat(4000), state: 'y'.repeat(4000) }],
    ['odd characters', { code: '\u0000\ud800', state: '\u0000' }],
  ])('with %s goes to the sign-in page', async (_, query) => {
    const response = await callback(app.newBrowser(), 'google', query);
    expect(target(response)).toEqual({ path: '/auth', formError: 'sign_in_expired', provider: 'google' });
    expect(setCookies(response)).toEqual([]);
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'does not redirect to %s',
    async (wanted) => {
      const response = await signInBy(app, app.newBrowser(), 'google', { user: newProviderUser(), wanted });
      expect(target(response)).toEqual({ path: '/session' });
    },
  );

  it('is limited like other attempts, and says how long to wait', async () => {
    jest.replaceProperty((await import('../../config/env/env.ts')).getEnv(), 'triesPerMinute', 1);
    const [one, two] = [app.newBrowser(), app.newBrowser()];
    await signInBy(app, one, 'google', { user: newProviderUser() });
    const response = await signInBy(app, two, 'google', { user: newProviderUser() });
    expect(target(response)).toMatchObject({
      formError: 'too_many_tries',
      wait: expect.stringMatching(/^\d+$/) as string,
    });
    jest.restoreAllMocks();
  });
});

describe("the SDK's own routes for providers", () => {
  it.each([
    ['POST', '/signinup', { thirdPartyId: 'google', oAuthTokens: { id_token: 'x' } }],
    ['GET', '/authorisationurl', undefined],
    ['POST', '/callback/apple', undefined],
  ])('%s %s is closed', async (method, path, body) => {
    const response = await app.newBrowser().send({ method, path: AUTH + path, ...(body && { body }) });
    expect(response.statusCode).toBe(404);
  });
});

it.each(['', '/google', '/google/begin', '/facebook/start', '/password/start'])(
  'answers 404 at %j',
  async (path) => {
    expect((await app.newBrowser().send({ path: SOCIAL_FUNCTION + path })).statusCode).toBe(404);
  },
);

it('shows a page while the core does not respond', async () => {
  const browser = app.newBrowser();
  const { query } = app.provider.agree(await start(browser, 'google'));
  await app.core.setBehavior('unreachable');
  const response = await browser.send({
    path: callbackPath('google'),
    query,
    headers: { accept: 'text/html' },
  });
  await app.core.setBehavior('normal');
  expect(response.statusCode).toBe(503);
  expect(response.body).toContain('Sign-in is not available at the moment');
  expect(location(response)).toBeUndefined();
});

it('answers a HEAD request without using the callback', async () => {
  const browser = app.newBrowser();
  const { query } = app.provider.agree(await start(browser, 'google'));
  await browser.send({ method: 'HEAD', path: callbackPath('google'), query });
  expect(target(await callback(browser, 'google', query))).toEqual({ path: '/session' });
});

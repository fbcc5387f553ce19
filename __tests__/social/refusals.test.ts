import { listUsersByAccountInfo } from 'supertokens-node';
import { callbackPath, SOCIAL_FUNCTION } from '../../config/contracts/social.ts';
import { PROVIDERS, type ProviderId } from '../../config/signInMethods.ts';
import { AUTH, location, signUp, setUpTestApp } from '../support/testApp.ts';
import { newProviderAccount } from '../support/providerAccount.ts';
import { callback, newProviderUser, signInBy, start, startSocialTestApp } from '../support/socialTestApp.ts';
import { setCookies, type TestBrowser } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { target } from '../support/redirects.ts';

const app = setUpTestApp(startSocialTestApp);
beforeEach(() => {
  app.provider.user = newProviderUser();
  app.provider.claims = {};
});

const usersWith = (email: string) => listUsersByAccountInfo('public', { email });

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
    expect(target(await callback(browser.copy(), 'google', query))).toMatchObject({ path: '/auth' });
    expect(await usersWith(app.provider.user.email ?? '')).toHaveLength(1);
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

describe('the form with which Apple sends the browser back', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    app.newBrowser().ask({
      method: 'POST',
      path: callbackPath('apple'),
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'cross-site',
        origin: app.provider.url,
        ...headers,
      },
    });

  it('becomes a query, which the browser sends with its cookie', async () => {
    const browser = app.newBrowser();
    const { query } = app.provider.agree(await start(browser, 'apple', '/account'));
    const fields = { ...query, user: '{"name":{"firstName":"Ada"}}' };
    const posted = await post(new URLSearchParams(fields).toString());
    const { path, ...sent } = target(posted);
    expect([path, sent]).toEqual([callbackPath('apple'), query]);
    expect(target(await callback(browser, 'apple', sent))).toEqual({ path: '/account' });
  });

  it('never leads to the address in it', async () => {
    const state = Buffer.from('{"frontendRedirectURI":"https://evil.example"}').toString('base64');
    const { path, ...sent } = target(await post(new URLSearchParams({ code: 'x', state }).toString()));
    expect(path).toBe(callbackPath('apple'));
    expect(target(await callback(app.newBrowser(), 'apple', sent))).toMatchObject({ path: '/auth' });
  });

  it.each<[string, string, Record<string, string>, number]>([
    ['another site', 'code=x', { origin: 'https://evil.example' }, 403],
    ['JSON', '{}', { 'content-type': 'application/json' }, 415],
    ['a body that is too large', `code=${'a'.repeat(30_000)}`, {}, 413],
  ])('is refused from or as %s', async (_, body, headers, status) => {
    expect((await post(body, headers)).statusCode).toBe(status);
    const page = await post(body, { ...headers, accept: 'text/html' });
    expect([page.statusCode, page.headers?.['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
  });

  it.each([undefined, 'null'])(
    'is accepted with the origin %s, of a strict referrer policy',
    async (origin) => {
      expect((await post('code=x', origin === undefined ? {} : { origin })).statusCode).toBe(303);
    },
  );

  it('is not a way around the rule for other paths', async () => {
    const path = callbackPath('google');
    const headers = { origin: app.provider.url, 'sec-fetch-site': 'cross-site' };
    const response = await app.newBrowser().send({ method: 'POST', path, body: 'x', headers });
    expect(response.statusCode).toBe(405);
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

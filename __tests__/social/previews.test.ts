import { callbackPath } from '../../config/contracts/social.ts';
import { getEnv } from '../../config/env/env.ts';
import { enabledProviders } from '../../netlify/social/providers.ts';
import { sealState } from '../../netlify/social/state.ts';
import { callback, newProviderUser, startSocialTestApp } from '../support/socialTestApp.ts';
import { location, setUpTestApp } from '../support/testApp.ts';
import { target } from '../support/redirects.ts';

const MAIN = 'http://localhost:8888';
const ALIAS = 'http://alias.test:8888';
const PREVIEW = 'https://deploy-preview-7--my-site.netlify.app';

const app = setUpTestApp(() => startSocialTestApp({ SITE_ALIASES: ALIAS }));
beforeEach(() => {
  jest.replaceProperty(getEnv(), 'callbackOrigin', MAIN);
  jest.replaceProperty(getEnv(), 'siteName', 'my-site');
});

/** A callback that the main address gets for a sign-in that another origin has started. */
function callbackFor(origin: string, change = (state: string) => state) {
  const provider = enabledProviders().find(({ id }) => id === 'google');
  if (provider === undefined) throw new Error('no such provider');
  const state = change(sealState(provider, { origin, id: 'a'.repeat(22) }));
  return callback(app.newBrowser(), 'google', { code: 'code', state });
}

it('forwards from the registered address to the address that started, which signs in', async () => {
  const headers = { host: new URL(ALIAS).host };
  const browser = app.newBrowser();
  const query = { redirectToPath: '/account' };
  const path = '/.netlify/functions/social/google/start';
  const started = await browser.send({ path, query, headers });
  app.provider.user = newProviderUser();
  const agreed = app.provider.agree(location(started) ?? '');
  expect(agreed.redirectUri).toBe(MAIN + callbackPath('google'));

  // The main address has no cookie of the browser.
  const forwarded = new URL(location(await callback(app.newBrowser(), 'google', agreed.query)) ?? '');
  expect(forwarded.origin + forwarded.pathname).toBe(ALIAS + callbackPath('google'));
  const sent = Object.fromEntries(forwarded.searchParams);
  expect(sent).toEqual(agreed.query);
  const done = await browser.send({ path: callbackPath('google'), query: sent, headers });
  expect(target(done)).toEqual({ path: '/account' });
});

it('forwards to a preview of this site', async () => {
  const response = await callbackFor(PREVIEW);
  const url = new URL(location(response) ?? '');
  expect([response.statusCode, url.origin, url.pathname]).toEqual([303, PREVIEW, callbackPath('google')]);
  expect(app.log.at(-1)).toMatchObject({ outcome: 'sign_in_forwarded' });
});

it.each([
  'https://evil.example',
  'https://deploy-preview-7--other.netlify.app',
  'https://my-site.netlify.app.evil.example',
  'https://evil.example--my-site.netlify.app',
  'https://evil.example/--my-site.netlify.app',
  'https://user@deploy-preview-7--my-site.netlify.app',
  'http://deploy-preview-7--my-site.netlify.app',
  '//deploy-preview-7--my-site.netlify.app',
  '',
])('does not forward to %j, even with a signed state', async (origin) => {
  expect(target(await callbackFor(origin))).toMatchObject({ path: '/auth', formError: 'sign_in_expired' });
});

it('does not forward with a state that another origin has signed', async () => {
  const forged = (state: string) =>
    `${Buffer.from('["https://x"]').toString('base64url')}.${state.split('.')[1]}`;
  expect(target(await callbackFor(PREVIEW, forged))).toMatchObject({ path: '/auth' });
});

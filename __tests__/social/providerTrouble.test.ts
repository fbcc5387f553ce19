import { passTime, setUpTestApp } from '../support/testApp.ts';
import {
  callback,
  newProviderUser,
  signInBy,
  start,
  startSocialTestApp,
  type SocialTestApp,
} from '../support/socialTestApp.ts';
import { target } from '../support/redirects.ts';

const app = setUpTestApp(startSocialTestApp);

type Fault = Parameters<SocialTestApp['provider']['setFault']>[1];

/** Lets the time for the provider run out once it was asked. */
async function untilAsked(path: string): Promise<void> {
  const asked = () => app.provider.requests.some((request) => request.endsWith(path));
  while (!asked()) await new Promise((resolve) => setImmediate(resolve));
  jest.advanceTimersByTime(2500);
}

const FAULTS: [Exclude<Fault, undefined>, string][] = [
  ['refused', 'provider_unavailable'],
  ['silent', 'provider_unavailable'],
  ['failing', 'provider_unavailable'],
  ['garbage', 'provider_failed'],
  ['wrong-json', 'provider_failed'],
];

/** Runs before anything has been read from the provider, whose answers are kept. */
it.each(FAULTS)('the start ends on the sign-in page while discovery is %s', async (fault, formError) => {
  const path = '/.well-known/openid-configuration';
  app.provider.requests.splice(0);
  app.provider.setFault(path, fault);
  const browser = app.newBrowser();
  const pending = browser.send({
    path: '/.netlify/functions/social/google/start',
    query: { redirectToPath: '/account' },
  });
  if (fault === 'silent') await untilAsked(path);
  expect(target(await pending)).toEqual({
    path: '/auth',
    formError,
    provider: 'google',
    redirectToPath: '/account',
  });
  expect(browser.jar.names()).toEqual([]);
  expect(app.log.at(-1)).toMatchObject({
    outcome: formError,
    cause: expect.stringMatching(/^provider: google: /) as string,
  });
  app.provider.setFault(path, undefined);
});

describe.each([
  ['google', '/token'],
  ['google', '/jwks'],
  ['github', '/github/login/oauth/access_token'],
  ['github', '/github/user'],
  ['github', '/github/user/emails'],
] as const)('while %s %s', (id, path) => {
  it.each(FAULTS)('is %s, the callback ends on the sign-in page', async (fault, formError) => {
    // The key set is kept as long as the addresses are.
    passTime(11 * 60_000);
    const browser = app.newBrowser();
    app.provider.user = newProviderUser();
    const { query } = app.provider.agree(await start(browser, id, '/account'));
    app.provider.requests.splice(0);
    app.provider.setFault(path, fault);
    const pending = callback(browser, id, query);
    if (fault === 'silent') await untilAsked(path);
    const reached = target(await pending);
    app.provider.setFault(path, undefined);
    expect(reached).toEqual({ path: '/auth', formError, provider: id, redirectToPath: '/account' });
    expect(browser.jar.names()).toEqual([]);
    expect(target(await signInBy(app, browser, id, { user: app.provider.user }))).toEqual({
      path: '/session',
    });
  });
});

/** @jest-environment node */
import { connectPath } from '../../config/contracts/social.ts';
import type { ProviderId } from '../../config/signInMethods.ts';
import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import { activityKinds } from '../support/activityDays.ts';
import type { ProviderUser } from '../support/fakeProvider.ts';
import { setLicense, startLinkingTestApp, recipesOf, userWith } from '../support/linkingTestApp.ts';
import { createVerifiedUser } from '../support/verifiedUsers.ts';
import { target } from '../support/redirects.ts';
import { claimsOf } from '../support/secondFactor.ts';
import { callback, newProviderUser, signInBy, usersWith } from '../support/socialTestApp.ts';
import { location, passTime, setUpTestApp, stopTime } from '../support/testApp.ts';
import type { TestBrowser } from '../support/testBrowser.ts';
import { createUser, signIn, type TestUser } from '../support/users.ts';

const app = setUpTestApp(startLinkingTestApp);

const PAGE = '/account/sign-in-methods';
const MINUTE_MS = 60_000;

beforeEach(() => {
  stopTime();
  setLicense('account_linking');
});

function begin(browser: TestBrowser, provider: ProviderId, headers: Record<string, string> = {}) {
  const [path = '', query] = connectPath(provider).split('?');
  return browser.send({ path, query: Object.fromEntries(new URLSearchParams(query)), headers });
}

/** Begins to add a provider, and returns what it sends the browser back with when the user agrees. */
async function agree(browser: TestBrowser, provider: ProviderId, user: ProviderUser) {
  app.provider.user = user;
  return app.provider.agree(location(await begin(browser, provider)) ?? '').query;
}

const connect = async (
  browser: TestBrowser,
  user: ProviderUser,
  provider: ProviderId = 'google',
): Promise<FunctionResponse> => callback(browser, provider, await agree(browser, provider, user));

const outcomeOf = (response: FunctionResponse) => {
  const { path, connection } = target(response);
  return [path, connection];
};

const methodsOf = async ({ userId }: Pick<TestUser, 'userId'>) => recipesOf(await userWith(userId));

it.each(['google', 'github', 'oidc'] as const)('adds %s with another address to the account', async (id) => {
  const owner = await createVerifiedUser(app);
  const user = newProviderUser();
  expect(outcomeOf(await connect(owner.browser, user, id))).toEqual([PAGE, 'done']);
  expect(await methodsOf(owner)).toEqual(['emailpassword', 'thirdparty']);
  const browser = app.newBrowser();
  expect(target(await signInBy(app, browser, id, { user }))).toEqual({ path: '/session' });
  expect(claimsOf(browser)).toMatchObject({ sub: owner.userId });
  expect(await activityKinds(browser)).toContain('sign_in_method_added');
  const mail = await app.inbox.read(owner.email, 'A way to sign in was added to your account');
  expect(mail.text).toContain('Review how you sign in');
});

it('keeps the session of the user, and adds nothing twice', async () => {
  const owner = await createVerifiedUser(app);
  const before = claimsOf(owner.browser).sessionHandle;
  const user = newProviderUser();
  await connect(owner.browser, user);
  expect(outcomeOf(await connect(owner.browser, user))).toEqual([PAGE, 'done']);
  expect(claimsOf(owner.browser)).toMatchObject({ sessionHandle: before });
  expect(await methodsOf(owner)).toEqual(['emailpassword', 'thirdparty']);
});

describe('nothing is added', () => {
  let owner: TestUser;
  beforeEach(async () => {
    owner = await createVerifiedUser(app);
  });
  afterEach(async () => {
    expect(await methodsOf(owner)).toEqual(['emailpassword']);
  });

  it('of a user of the provider who has an account here', async () => {
    const user = newProviderUser();
    await signInBy(app, app.newBrowser(), 'google', { user });
    expect(outcomeOf(await connect(owner.browser, user))).toEqual([PAGE, 'elsewhere']);
    expect((await usersWith(user.email)).map(recipesOf)).toEqual([['thirdparty']]);
  });

  it('whose address belongs to another account, verified or not', async () => {
    for (const other of [await createVerifiedUser(app), await createUser(app)]) {
      const user = newProviderUser({ email: other.email });
      expect(outcomeOf(await connect(owner.browser, user))).toEqual([PAGE, 'elsewhere']);
      expect(await methodsOf(other)).toEqual(['emailpassword']);
    }
  });

  it('with an address that the provider has not verified', async () => {
    const user = newProviderUser({ email_verified: false });
    expect(outcomeOf(await connect(owner.browser, user))).toEqual([PAGE, 'unverified']);
  });

  it('if the user goes back at the provider', async () => {
    const { state = '', iss = '' } = await agree(owner.browser, 'google', newProviderUser());
    const response = await callback(owner.browser, 'google', { state, iss, error: 'access_denied' });
    expect(outcomeOf(response)).toEqual([PAGE, 'denied']);
  });

  it('for another user who has signed in in the browser meanwhile', async () => {
    const other = await createVerifiedUser(app);
    const query = await agree(owner.browser, 'google', newProviderUser());
    await signIn(app, other.email, { browser: owner.browser });
    expect(outcomeOf(await callback(owner.browser, 'google', query))).toEqual([PAGE, 'failed']);
    expect(await methodsOf(other)).toEqual(['emailpassword']);
  });

  it('for a user who has signed out meanwhile, and no account is created', async () => {
    const user = newProviderUser();
    const query = await agree(owner.browser, 'google', user);
    await owner.browser.send({ method: 'POST', path: '/.netlify/functions/auth/signout', body: {} });
    expect(outcomeOf(await callback(owner.browser, 'google', query))).toEqual([PAGE, 'failed']);
    expect(await usersWith(user.email)).toEqual([]);
  });

  it('in the browser of an attacker who has the callback', async () => {
    const user = newProviderUser();
    const query = await agree(owner.browser, 'google', user);
    expect(target(await callback(app.newBrowser(), 'google', query))).toMatchObject({
      formError: 'sign_in_expired',
    });
    expect(await usersWith(user.email)).toEqual([]);
  });

  it('without a recent sign-in', async () => {
    passTime(6 * MINUTE_MS);
    expect(target(await connect(owner.browser, newProviderUser()))).toEqual({
      path: '/confirm-identity',
      redirectToPath: PAGE,
    });
  });

  it('by a page of another site, or without a session', async () => {
    const foreign = await begin(owner.browser, 'google', { 'sec-fetch-site': 'cross-site' });
    expect(target(foreign)).toEqual({ path: PAGE });
    expect(target(await begin(app.newBrowser(), 'google'))).toEqual({ path: PAGE });
  });

  it('by a core without a license', async () => {
    setLicense('none');
    const user = newProviderUser();
    expect(outcomeOf(await connect(owner.browser, user))).toEqual([PAGE, 'failed']);
    expect(await usersWith(user.email)).toEqual([]);
  });
});

it.each<[ProviderId, 'refused' | 'garbage', string]>([
  ['google', 'refused', 'unavailable'],
  ['oidc', 'garbage', 'failed'],
])(
  'says on the page of the user that %s, whose discovery is %s, cannot be used',
  async (id, fault, outcome) => {
    const { browser } = await createUser(app);
    // What a provider says of itself is kept for ten minutes.
    passTime(11 * MINUTE_MS);
    const path = '/.well-known/openid-configuration';
    app.provider.setFault(path, fault);
    expect(outcomeOf(await begin(browser, id))).toEqual([PAGE, outcome]);
    app.provider.setFault(path, undefined);
  },
);

it('adds nothing to an account whose address was never verified', async () => {
  const owner = await createUser(app);
  const user = newProviderUser();
  expect(outcomeOf(await connect(owner.browser, user))).toEqual([PAGE, 'failed']);
  expect(await methodsOf(owner)).toEqual(['emailpassword']);
  expect(await usersWith(user.email)).toEqual([]);
});

it('adds a user of the provider to one of two accounts that ask at the same time', async () => {
  const owners = [await createVerifiedUser(app), await createVerifiedUser(app)];
  const user = newProviderUser();
  const queries = [];
  for (const { browser } of owners) queries.push({ browser, query: await agree(browser, 'google', user) });
  await Promise.all(queries.map(({ browser, query }) => callback(browser, 'google', query)));
  const found = await usersWith(user.email);
  expect(found.map(recipesOf)).toEqual([['emailpassword', 'thirdparty']]);
});

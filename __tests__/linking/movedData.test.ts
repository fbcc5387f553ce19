/** @jest-environment node */
import { getUserMetadata, updateUserMetadata } from 'supertokens-node/recipe/usermetadata';
import {
  addRoleToUser,
  createNewRoleOrAddPermissions,
  getRolesForUser,
} from 'supertokens-node/recipe/userroles';
import { ADMIN_ROLE } from '../../config/security/roles.ts';
import { activityKinds } from '../support/activityDays.ts';
import { Authenticator } from '../support/authenticator.ts';
import { setLicense, startLinkingTestApp, recipesOf, userWith } from '../support/linkingTestApp.ts';
import { createVerifiedUser } from '../support/verifiedUsers.ts';
import { addedPasskey, passkeySignIn, passkeysOf } from '../support/passkeys.ts';
import type { ProviderUser } from '../support/fakeProvider.ts';
import { target } from '../support/redirects.ts';
import { claimsOf, codeOf, enrol, sendCode, type Enrolled } from '../support/secondFactor.ts';
import { newProviderUser, signInBy, usersWith } from '../support/socialTestApp.ts';
import { UNREACHABLE, whileDatabaseIs } from '../support/testDatabase.ts';
import { passTime, SESSIONS, setUpTestApp, stopTime } from '../support/testApp.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import { signIn, type TestUser } from '../support/users.ts';

const app = setUpTestApp(() => startLinkingTestApp({ SECOND_FACTOR: 'optional' }));

const MINUTE_MS = 60_000;

/** An account by a provider from before the core could link accounts, and what belongs to it. */
interface EarlierAccount {
  user: ProviderUser & { email: string };
  userId: string;
  browser: TestBrowser;
  authenticator: Authenticator;
}

async function createEarlierAccount(): Promise<EarlierAccount> {
  const user = newProviderUser();
  const browser = app.newBrowser();
  await signInBy(app, browser, 'google', { user });
  const authenticator = new Authenticator();
  await addedPasskey(browser, authenticator);
  const [account] = await usersWith(user.email);
  const userId = account?.id ?? '';
  await updateUserMetadata(userId, { name: 'Ada', initials: 'AL' });
  return { user, userId, browser, authenticator };
}

/** The same user of the provider, who has the address of another account there now. */
const withAddressOf = ({ user }: EarlierAccount, { email }: TestUser) => ({ ...user, email });

const signInAs = (user: ProviderUser, browser = app.newBrowser()) =>
  signInBy(app, browser, 'google', { user }).then((response) => ({ response, browser }));

let earlier: EarlierAccount;
let owner: TestUser;
beforeEach(async () => {
  stopTime();
  setLicense('none');
  owner = await createVerifiedUser(app);
  passTime(1000);
  earlier = await createEarlierAccount();
  setLicense('account_linking');
});

it('brings passkeys, profile, roles and activity of an account along', async () => {
  await createNewRoleOrAddPermissions(ADMIN_ROLE, []);
  await addRoleToUser('public', earlier.userId, ADMIN_ROLE);
  await updateUserMetadata(owner.userId, { initials: 'GH' });
  const { response, browser } = await signInAs(withAddressOf(earlier, owner));
  expect(target(response)).toEqual({ path: '/session' });
  expect(claimsOf(browser)).toMatchObject({ sub: owner.userId });
  expect(recipesOf(await userWith(owner.userId))).toEqual(['emailpassword', 'thirdparty']);
  expect(await passkeysOf(browser)).toHaveLength(1);
  expect((await getUserMetadata(owner.userId)).metadata).toMatchObject({ name: 'Ada', initials: 'GH' });
  expect((await getUserMetadata(earlier.userId)).metadata).toEqual({});
  expect((await getRolesForUser('public', owner.userId)).roles).toEqual([ADMIN_ROLE]);
  expect((await getRolesForUser('public', earlier.userId)).roles).toEqual([]);
  expect(await activityKinds(browser)).toEqual(expect.arrayContaining(['passkey_added']));
  expect(await app.database.query('SELECT * FROM passkeys WHERE user_id = $1', [earlier.userId])).toEqual([]);
});

it('lets a passkey sign in that was added before', async () => {
  await signInAs(withAddressOf(earlier, owner));
  const { browser, response } = await passkeySignIn(app, earlier.authenticator);
  expect(response.statusCode).toBe(200);
  expect(claimsOf(browser)).toMatchObject({ sub: owner.userId, signInMethod: 'passkey' });
});

it('ends the sessions of the account that has become part of the other one', async () => {
  await signInAs(withAddressOf(earlier, owner));
  expect((await earlier.browser.send({ path: SESSIONS })).statusCode).toBe(401);
});

it('keeps the older of two accounts, whichever way its user signs in', async () => {
  setLicense('none');
  passTime(1000);
  const younger = await createVerifiedUser(app);
  setLicense('account_linking');
  const { browser } = await signInAs(withAddressOf(earlier, younger));
  expect(claimsOf(browser)).toMatchObject({ sub: earlier.userId });
  expect(recipesOf(await userWith(younger.userId))).toEqual(['emailpassword', 'thirdparty']);
  expect((await signIn(app, younger.email)).status).toBe('OK');
});

describe('the second factor', () => {
  let factor: Enrolled;
  beforeEach(async () => {
    factor = await enrol(earlier.browser);
    passTime(MINUTE_MS);
  });

  it('comes along, and is asked for in all ways to sign in', async () => {
    expect((await owner.browser.send({ path: SESSIONS })).statusCode).toBe(200);
    const { browser } = await signInAs(withAddressOf(earlier, owner));
    expect(claimsOf(browser)).toMatchObject({ sub: owner.userId, secondFactor: 'needed' });
    await sendCode(browser, codeOf(factor.secret));
    expect(claimsOf(browser)).toMatchObject({ secondFactor: 'proved' });
    expect(claimsOf((await signIn(app, owner.email)).browser)).toMatchObject({ secondFactor: 'needed' });
    // The session from before was begun without it.
    expect((await owner.browser.send({ path: SESSIONS })).statusCode).toBe(401);
  });

  it('stays that of the account if both have one', async () => {
    const own = await enrol(owner.browser);
    passTime(MINUTE_MS);
    const { browser } = await signInAs(withAddressOf(earlier, owner));
    await sendCode(browser, codeOf(factor.secret));
    expect(claimsOf(browser)).toMatchObject({ secondFactor: 'needed' });
    await sendCode(browser, codeOf(own.secret));
    expect(claimsOf(browser)).toMatchObject({ secondFactor: 'proved' });
  });

  it('is moved by the next sign-in if the database was down', async () => {
    const user = withAddressOf(earlier, owner);
    const { response, browser } = await whileDatabaseIs(UNREACHABLE, () => signInAs(user));
    expect(response.statusCode).toBe(503);
    expect(response.headers?.['retry-after']).toBeDefined();
    expect(claimsOf(browser)).toEqual({});
    expect(claimsOf((await signInAs(user)).browser)).toMatchObject({ secondFactor: 'needed' });
    const { browser: byPasskey } = await passkeySignIn(app, earlier.authenticator);
    expect(await passkeysOf(byPasskey)).toHaveLength(1);
  });
});

it('moves what a request in progress has stored under the earlier id', async () => {
  const user = withAddressOf(earlier, owner);
  await signInAs(user);
  await updateUserMetadata(earlier.userId, { theme: 'dark' });
  await signInAs(user);
  expect((await getUserMetadata(owner.userId)).metadata).not.toHaveProperty('theme');
  passTime(2 * MINUTE_MS);
  await signInAs(user);
  expect((await getUserMetadata(owner.userId)).metadata).toMatchObject({ theme: 'dark' });
  app.core.reset();
  await signInAs(user);
  expect(app.core.calls.filter((call) => call.startsWith('PUT'))).toEqual([]);
});

it('moves nothing twice if the user signs in twice at the same time', async () => {
  const user = withAddressOf(earlier, owner);
  const both = await Promise.all([signInAs(user), signInAs(user)]);
  expect(both.map(({ response }) => target(response).path)).toEqual(['/session', '/session']);
  const { browser } = await signInAs(user);
  expect(await passkeysOf(browser)).toHaveLength(1);
  expect(bodyOf(await browser.send({ path: SESSIONS })).sessions).toBeDefined();
});

import {
  addRoleToUser,
  createNewRoleOrAddPermissions,
  UserRoleClaim,
} from 'supertokens-node/recipe/userroles';
import { updateUserMetadata } from 'supertokens-node/recipe/usermetadata';
import { getSession } from 'supertokens-node/recipe/session';
import { readAccessToken } from '../../config/session/accessToken.ts';
import { createRole, assignRole } from '../../netlify/platform/roles/userRoles.ts';
import { withSmallClaims } from '../../netlify/platform/session/claimSize.ts';
import { pathOf, rolesOf, startAdminTestApp, USERS } from './support/adminFunctions.ts';
import { HOP, passTime, USER, setUpTestApp } from '../support/testApp.ts';
import { lambdaEvent } from '../support/lambdaEvent.ts';
import { signIn, type TestUser } from '../support/users.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import { requireOwnApp } from '../support/testCore.ts';

/** The maximum size of a cookie in browsers, including its name. */
const MAX_COOKIE_BYTES = 4096;

const app = setUpTestApp(startAdminTestApp);
let roles: string[];
beforeAll(async () => {
  roles = Array.from({ length: 100 }, (_, index) => `role-${'x'.repeat(40)}-${index}`);
  for (const role of roles) await createNewRoleOrAddPermissions(role, [`${role}:read`, `${role}:write`]);
});
beforeEach(requireOwnApp);

async function withAllRoles(): Promise<TestUser> {
  const user = await app.createUser();
  for (const role of roles) await addRoleToUser('public', user.userId, role);
  await assignRole('public', user.userId, 'admin');
  await updateUserMetadata(user.userId, { name: '𝒜'.repeat(80), initials: 'ΑΒΓ' });
  return user;
}

function expectSmall({ jar }: TestBrowser): void {
  for (const name of jar.names())
    expect([name, name.length + (jar.get(name) ?? '').length < MAX_COOKIE_BYTES]).toEqual([name, true]);
}

async function claimsOf(browser: TestBrowser): Promise<Record<string, { v: string[]; partial?: true }>> {
  const { accessTokenPayload } = bodyOf(await browser.send({ path: USER }));
  return accessTokenPayload as Record<string, { v: string[]; partial?: true }>;
}

describe('a user with a hundred roles', () => {
  it('signs in with cookies of acceptable size and is an administrator for pages and functions', async () => {
    const user = await withAllRoles();
    const { browser } = await signIn(app, user.email);
    expectSmall(browser);
    const claims = await claimsOf(browser);
    expect(claims['st-role']).toMatchObject({ v: ['admin'], partial: true });
    expect(claims['st-perm']).toMatchObject({ v: ['users:read', 'users:manage'], partial: true });
    expect(readAccessToken(browser.jar.get('sAccessToken') ?? '')?.roles).toEqual(['admin']);
    expect((await app.ask({ ...user, browser }, 'GET', USERS)).statusCode).toBe(200);
    expect(await rolesOf(user.userId)).toHaveLength(101);
  });

  it('keeps cookies small after roles were assigned and the session is refreshed', async () => {
    const { browser } = await withAllRoles();
    passTime();
    expect(await browser.navigate({ path: HOP, query: { redirectTo: '/session' } })).toMatchObject({
      page: '/session',
    });
    expectSmall(browser);
    expect((await claimsOf(browser))['st-role']).toMatchObject({ v: ['admin'], partial: true });
  });

  it('keeps cookies small when a function fetches the claim again', async () => {
    const { browser } = await withAllRoles();
    const cookie = browser.jar.header('/');
    const event = lambdaEvent({ path: '/', headers: { cookie } });
    const session = await getSession(event, event);
    await session.fetchAndSetClaim(UserRoleClaim);
    expect(session.getAllSessionTokensDangerously().accessToken.length).toBeLessThan(MAX_COOKIE_BYTES);
    expect(session.getAccessTokenPayload()).toMatchObject({ 'st-role': { v: ['admin'], partial: true } });
  });
});

it('tells administrators when a role does not fit, and only then', async () => {
  const one = await app.newAdministrator();
  const target = await app.createUser();
  expect(bodyOf(await app.ask(one, 'PUT', pathOf(target.userId, '/roles/editor')))).toEqual({
    changed: true,
  });
  for (const role of roles.slice(0, 20)) await addRoleToUser('public', target.userId, role);
  await createRole('auditor');
  expect(bodyOf(await app.ask(one, 'PUT', pathOf(target.userId, '/roles/auditor')))).toEqual({
    changed: true,
    partial: true,
  });
});

it('leaves claims that fit and claims that are no lists unchanged', () => {
  const claims = { 'st-role': { v: ['a'], t: 1 }, 'st-perm': { v: 'x'.repeat(900) }, mine: { v: [1] } };
  expect(withSmallClaims(claims)).toBe(claims);
  expect(withSmallClaims(null)).toBeNull();
  const none = undefined as Record<string, unknown> | undefined;
  expect(withSmallClaims(none)).toBeUndefined();
  expect(withSmallClaims({ 'st-role': null })).toEqual({ 'st-role': null });
});

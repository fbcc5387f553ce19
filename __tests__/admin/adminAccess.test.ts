import { ADMIN_FUNCTION as ADMIN } from '../../config/contracts/admin.ts';

import { assignRole, removeRole } from '../../netlify/platform/roles/userRoles.ts';
import {
  everyCall,
  pathOf,
  rolesOf,
  startAdminWorld,
  USERS,
  type AdminWorld,
} from './support/adminFunctions.ts';
import { errorCode, HOP, passTime, SESSIONS, stopTime, USER } from '../support/functionWorld.ts';
import { signIn, type Person } from '../support/people.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';

let world: AdminWorld;
beforeAll(async () => {
  world = await startAdminWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  stopTime();
  world.log.splice(0);
});

describe('access', () => {
  it('refuses all requests without a session or without the role', async () => {
    const target = await world.newAdministrator();
    const editor = await world.newPerson();
    await assignRole('public', editor.userId, 'editor');
    const signedOut: Person = { ...editor, browser: world.newBrowser() };
    for (const [method, path, body] of everyCall(target.userId)) {
      const refused = await world.ask(editor, method, path, body);
      expect([path, refused.statusCode, errorCode(refused)]).toEqual([path, 403, 'ADMIN_REQUIRED']);
      expect(errorCode(await world.ask(signedOut, method, path, body))).toBe('SESSION_REQUIRED');
    }
    expect(await world.look(target, target.userId)).toMatchObject({ roles: ['admin'] });
    expect(await rolesOf(editor.userId)).toEqual(['editor']);
  });

  it('follows role changes immediately, with the same token', async () => {
    const one = await world.newPerson();
    expect((await world.ask(one, 'GET', USERS)).statusCode).toBe(403);
    await assignRole('public', one.userId, 'admin');
    expect((await world.ask(one, 'GET', USERS)).statusCode).toBe(200);
    await removeRole('public', one.userId, 'admin');
    expect(errorCode(await world.ask(one, 'GET', USERS))).toBe('ADMIN_REQUIRED');
    expect(world.log.at(-1)).toMatchObject({ route: 'admin/users', status: 403, outcome: 'admin_required' });
  });

  it('refuses ended sessions and requests from other sites', async () => {
    const one = await world.newAdministrator();
    const target = await world.newPerson();
    const senders: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
    ];
    for (const headers of senders) {
      const path = pathOf(target.userId, '/roles/admin');
      const response = await one.browser.send({
        method: 'PUT',
        path,
        headers,
      });
      expect([response.statusCode, errorCode(response)]).toEqual([403, 'CROSS_ORIGIN_REFUSED']);
    }
    expect(await rolesOf(target.userId)).toEqual([]);
    const { browser: other } = await signIn(world, one.email);
    await other.send({ method: 'DELETE', path: SESSIONS });
    expect(errorCode(await one.browser.ask({ path: USERS }))).toBe('SESSION_REQUIRED');
  });

  it('answers 503 while the core does not respond', async () => {
    const one = await world.newAdministrator();
    await world.core.setMood('refused');
    const response = await world.ask(one, 'GET', USERS);
    await world.core.setMood('well');
    expect([response.statusCode, errorCode(response)]).toEqual([503, 'CORE_UNAVAILABLE']);
  });

  it('refuses unknown paths and methods', async () => {
    const one = await world.newAdministrator();
    for (const path of [
      ADMIN,
      `${ADMIN}/`,
      `${USERS}/`,
      `${ADMIN}/rolls`,
      `${USERS}/a/b`,
      `${USERS}/%ff`,
      `${USERS}/%00`,
    ])
      expect([path, (await world.ask(one, 'GET', path)).statusCode]).toEqual([path, 404]);
    const response = await world.ask(one, 'POST', pathOf(one.userId, '/roles/admin'));
    expect([response.statusCode, response.headers?.allow]).toEqual([405, 'PUT, DELETE, OPTIONS']);
    expect((await world.ask(one, 'PATCH', USERS)).statusCode).toBe(405);
  });
});

describe('the token', () => {
  it('contains roles and permissions after sign-in or the next refresh', async () => {
    const one = await world.newPerson();
    const claims = async (browser: TestBrowser) =>
      (bodyOf(await browser.send({ path: USER })) as { accessTokenPayload: Record<string, { v: string[] }> })
        .accessTokenPayload;
    expect((await claims(one.browser))['st-role']?.v).toEqual([]);
    await assignRole('public', one.userId, 'admin');
    const fresh = await claims((await signIn(world, one.email)).browser);
    expect([fresh['st-role']?.v, fresh['st-perm']?.v.toSorted()]).toEqual([
      ['admin'],
      ['users:manage', 'users:read'],
    ]);
    expect((await claims(one.browser))['st-role']?.v).toEqual([]);
    passTime();
    await one.browser.navigate({ path: HOP });
    expect((await claims(one.browser))['st-role']?.v).toEqual(['admin']);
    await removeRole('public', one.userId, 'admin');
    passTime(4 * 3_600_000);
    await one.browser.navigate({ path: HOP });
    const after = await claims(one.browser);
    expect([after['st-role']?.v, after['st-perm']?.v]).toEqual([[], []]);
  });
});

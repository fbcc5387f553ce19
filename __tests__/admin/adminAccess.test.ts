import { ADMIN_FUNCTION as ADMIN } from '../../config/contracts/admin.ts';

import { assignRole, removeRole } from '../../netlify/platform/roles/userRoles.ts';
import { everyCall, pathOf, rolesOf, startAdminTestApp, USERS } from './support/adminFunctions.ts';
import { errorCode, HOP, passTime, SESSIONS, stopTime, USER, setUpTestApp } from '../support/testApp.ts';
import { signIn, type TestUser } from '../support/users.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';

const app = setUpTestApp(startAdminTestApp);
beforeEach(() => {
  stopTime();
  app.log.splice(0);
});

describe('access', () => {
  it('refuses all requests without a session or without the role', async () => {
    const target = await app.newAdministrator();
    const editor = await app.createUser();
    await assignRole('public', editor.userId, 'editor');
    const signedOut: TestUser = { ...editor, browser: app.newBrowser() };
    for (const [method, path, body] of everyCall(target.userId)) {
      const refused = await app.ask(editor, method, path, body);
      expect([path, refused.statusCode, errorCode(refused)]).toEqual([path, 403, 'ADMIN_REQUIRED']);
      expect(errorCode(await app.ask(signedOut, method, path, body))).toBe('SESSION_REQUIRED');
    }
    expect(await app.look(target, target.userId)).toMatchObject({ roles: ['admin'] });
    expect(await rolesOf(editor.userId)).toEqual(['editor']);
  });

  it('follows role changes immediately, with the same token', async () => {
    const one = await app.createUser();
    expect((await app.ask(one, 'GET', USERS)).statusCode).toBe(403);
    await assignRole('public', one.userId, 'admin');
    expect((await app.ask(one, 'GET', USERS)).statusCode).toBe(200);
    await removeRole('public', one.userId, 'admin');
    expect(errorCode(await app.ask(one, 'GET', USERS))).toBe('ADMIN_REQUIRED');
    expect(app.log.at(-1)).toMatchObject({ route: 'admin/users', status: 403, outcome: 'admin_required' });
  });

  it('refuses ended sessions and requests from other sites', async () => {
    const one = await app.newAdministrator();
    const target = await app.createUser();
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
    const { browser: other } = await signIn(app, one.email);
    await other.send({ method: 'DELETE', path: SESSIONS });
    expect(errorCode(await one.browser.ask({ path: USERS }))).toBe('SESSION_REQUIRED');
  });

  it('answers 503 while the core does not respond', async () => {
    const one = await app.newAdministrator();
    await app.core.setBehavior('unreachable');
    const response = await app.ask(one, 'GET', USERS);
    await app.core.setBehavior('normal');
    expect([response.statusCode, errorCode(response)]).toEqual([503, 'CORE_UNAVAILABLE']);
  });

  it('refuses unknown paths and methods', async () => {
    const one = await app.newAdministrator();
    for (const path of [
      ADMIN,
      `${ADMIN}/`,
      `${USERS}/`,
      `${ADMIN}/rolls`,
      `${USERS}/a/b`,
      `${USERS}/%ff`,
      `${USERS}/%00`,
    ])
      expect([path, (await app.ask(one, 'GET', path)).statusCode]).toEqual([path, 404]);
    const response = await app.ask(one, 'POST', pathOf(one.userId, '/roles/admin'));
    expect([response.statusCode, response.headers?.allow]).toEqual([405, 'PUT, DELETE, OPTIONS']);
    expect((await app.ask(one, 'PATCH', USERS)).statusCode).toBe(405);
  });
});

describe('the token', () => {
  it('contains roles and permissions after sign-in or the next refresh', async () => {
    const one = await app.createUser();
    const claims = async (browser: TestBrowser) =>
      (bodyOf(await browser.send({ path: USER })) as { accessTokenPayload: Record<string, { v: string[] }> })
        .accessTokenPayload;
    expect((await claims(one.browser))['st-role']?.v).toEqual([]);
    await assignRole('public', one.userId, 'admin');
    const fresh = await claims((await signIn(app, one.email)).browser);
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

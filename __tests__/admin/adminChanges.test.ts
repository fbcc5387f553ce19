import { getUser, listUsersByAccountInfo } from 'supertokens-node';
import { getSessionInformation } from 'supertokens-node/recipe/session';
import { recordActivity } from '../../netlify/activity/activityLog.ts';
import { assignRole } from '../../netlify/platform/roles/userRoles.ts';
import { pathOf, rolesOf, startAdminTestApp, USERS } from './support/adminFunctions.ts';
import { errorCode, SESSIONS, stopTime, setUpTestApp } from '../support/testApp.ts';
import { lambdaEvent } from '../support/lambdaEvent.ts';
import { signIn, type TestUser } from '../support/users.ts';
import { bodyOf } from '../support/testBrowser.ts';

const app = setUpTestApp(startAdminTestApp);
beforeEach(() => {
  stopTime();
  app.log.splice(0);
});

describe('roles', () => {
  it('are assigned and removed once, and the user is notified', async () => {
    const one = await app.newAdministrator();
    const target = await app.createUser();
    const role = pathOf(target.userId, '/roles/editor');
    expect(bodyOf(await app.ask(one, 'PUT', role))).toEqual({ changed: true });
    expect(bodyOf(await app.ask(one, 'PUT', role))).toEqual({ changed: false });
    expect(await rolesOf(target.userId)).toEqual(['editor']);
    const twice = await Promise.all([app.ask(one, 'DELETE', role), app.ask(one, 'DELETE', role)]);
    expect(twice.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(twice.filter(({ body }) => body === '{"changed":true}')).toHaveLength(1);
    expect(await rolesOf(target.userId)).toEqual([]);
    expect(await app.kindsOf(target.userId)).toEqual(['role_given', 'role_taken']);
    expect(app.log.map(({ outcome }) => outcome)).toContain('role_given');
    expect(JSON.stringify(app.log)).not.toMatch(/@|%40/);
    expect(JSON.stringify(app.log)).not.toContain(target.userId);
  });

  it('are refused by name if they do not exist', async () => {
    const one = await app.newAdministrator();
    const target = await app.createUser();
    for (const method of ['PUT', 'DELETE']) {
      const response = await app.ask(one, method, pathOf(target.userId, '/roles/emperor'));
      expect([response.statusCode, bodyOf(response)]).toMatchObject([400, { error: { field: 'role' } }]);
    }
  });

  it('removes the admin role from other administrators only, effective immediately', async () => {
    const one = await app.newAdministrator();
    const other = await app.newAdministrator();
    const refused = await app.ask(one, 'DELETE', pathOf(one.userId, '/roles/admin'));
    expect([refused.statusCode, bodyOf(refused)]).toMatchObject([
      409,
      { error: { code: 'CONFLICT', field: 'role' } },
    ]);
    expect(bodyOf(await app.ask(one, 'DELETE', pathOf(other.userId, '/roles/admin')))).toEqual({
      changed: true,
    });
    expect(errorCode(await app.ask(other, 'GET', USERS))).toBe('ADMIN_REQUIRED');
  });

  it('keeps one administrator when two remove the role from each other at the same time', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [one, other] = [await app.newAdministrator(), await app.newAdministrator()];
      await Promise.all([
        app.ask(one, 'DELETE', pathOf(other.userId, '/roles/admin')),
        app.ask(other, 'DELETE', pathOf(one.userId, '/roles/admin')),
      ]);
      const left = [...(await rolesOf(one.userId)), ...(await rolesOf(other.userId))];
      expect(left.length).toBeGreaterThan(0);
    }
  });
});

describe('sessions', () => {
  it('are ended one by one or all at once, effective immediately where the core is asked', async () => {
    const one = await app.newAdministrator();
    const target = await app.createUser();
    const others = [await signIn(app, target.email), await signIn(app, target.email)];
    const [first] = (await app.look(one, target.userId)).sessions;
    const path = pathOf(target.userId, '/sessions');
    expect(bodyOf(await app.ask(one, 'DELETE', `${path}/${first?.handle ?? ''}`))).toEqual({ ended: 1 });
    expect(bodyOf(await app.ask(one, 'DELETE', `${path}/${first?.handle ?? ''}`))).toEqual({ ended: 0 });
    expect(bodyOf(await app.ask(one, 'DELETE', path))).toEqual({ ended: 2 });
    for (const { browser } of [target, ...others])
      expect(errorCode(await browser.ask({ path: SESSIONS }))).toBe('SESSION_REQUIRED');
    expect(await app.kindsOf(target.userId)).toEqual(['sessions_ended_by_admin', 'sessions_ended_by_admin']);
  });

  it('of another user cannot be reached through the path of a third one', async () => {
    const one = await app.newAdministrator();
    const [target, third] = [await app.createUser(), await app.createUser()];
    const [theirs] = (await app.look(one, third.userId)).sessions;
    expect(
      bodyOf(await app.ask(one, 'DELETE', pathOf(target.userId, `/sessions/${theirs?.handle ?? ''}`))),
    ).toEqual({ ended: 0 });
    expect((await app.look(one, third.userId)).sessions).toHaveLength(1);
  });

  it('of the caller end except the current one, which is refused', async () => {
    const one = await app.newAdministrator();
    await signIn(app, one.email);
    expect(bodyOf(await app.ask(one, 'DELETE', pathOf(one.userId, '/sessions')))).toEqual({ ended: 1 });
    const [own] = (await app.look(one, one.userId)).sessions;
    const refused = await app.ask(one, 'DELETE', pathOf(one.userId, `/sessions/${own?.handle ?? ''}`));
    expect([refused.statusCode, bodyOf(refused)]).toMatchObject([400, { error: { field: 'handle' } }]);
  });
});

describe('deleting', () => {
  const remove = (by: TestUser, userId: string, confirmation: unknown) =>
    app.ask(by, 'POST', pathOf(userId, '/deletion'), { confirmation });

  it('deletes a user with all data, once', async () => {
    const one = await app.newAdministrator();
    const target = await app.createUser();
    const [session] = (await app.look(one, target.userId)).sessions;
    await recordActivity(lambdaEvent({ path: '/' }), target.userId, 'signed_in');
    await assignRole('public', target.userId, 'editor');
    const twice = await Promise.all([
      remove(one, target.userId, target.email.toUpperCase()),
      remove(one, target.userId, target.email),
    ]);
    expect(twice.map(({ statusCode }) => statusCode).sort()).toEqual([200, expect.any(Number) as number]);
    expect(await getUser(target.userId)).toBeUndefined();
    expect(await getSessionInformation(session?.handle ?? '')).toBeUndefined();
    expect(await listUsersByAccountInfo('public', { email: target.email })).toEqual([]);
    expect(await rolesOf(target.userId)).toEqual([]);
    expect(await app.kindsOf(target.userId)).toEqual([]);
    expect(errorCode(await target.browser.ask({ path: SESSIONS }))).toBe('SESSION_REQUIRED');
    expect((await remove(one, target.userId, target.email)).statusCode).toBe(404);
    expect((await app.createUser(target.email)).userId).not.toBe(target.userId);
  });

  it.each(['', 'someone.else@example.com', 'yes'])(
    'requires the typed address, not %p',
    async (confirmation) => {
      const one = await app.newAdministrator();
      const target = await app.createUser();
      const response = await remove(one, target.userId, confirmation);
      expect([response.statusCode, bodyOf(response)]).toMatchObject([
        400,
        { error: { field: 'confirmation' } },
      ]);
      expect(await getUser(target.userId)).toBeDefined();
    },
  );

  it.each([
    ['confirmation', {}],
    ['confirmation', { confirmation: 7 }],
    ['force', { confirmation: 'x', force: true }],
    ['body', []],
  ])('refuses a wrong %s by name', async (field, body) => {
    const one = await app.newAdministrator();
    const target = await app.createUser();
    const response = await app.ask(one, 'POST', pathOf(target.userId, '/deletion'), body);
    expect([response.statusCode, bodyOf(response)]).toMatchObject([400, { error: { field } }]);
  });

  it('refuses to delete the caller and other administrators', async () => {
    const one = await app.newAdministrator();
    const other = await app.newAdministrator();
    for (const { userId, email } of [one, other]) {
      const response = await remove(one, userId, email);
      expect([response.statusCode, errorCode(response)]).toEqual([409, 'CONFLICT']);
      expect(await getUser(userId)).toBeDefined();
    }
  });
});

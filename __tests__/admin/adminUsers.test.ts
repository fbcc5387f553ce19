import { userListAnswer } from '../../config/contracts/admin.ts';
import { PAGE_SIZE } from '../../netlify/admin/userList.ts';
import { everyCall, rolesOf, startAdminTestApp, USERS } from './support/adminFunctions.ts';
import { errorCode, passTime, stopTime, setUpTestApp } from '../support/testApp.ts';
import { Authenticator } from '../support/authenticator.ts';
import { addedPasskey } from '../support/passkeys.ts';
import { UNREACHABLE, whileDatabaseIs } from '../support/testDatabase.ts';
import { signIn, type TestUser } from '../support/users.ts';
import { bodyOf } from '../support/testBrowser.ts';

const app = setUpTestApp(startAdminTestApp);
beforeEach(() => {
  stopTime();
  app.log.splice(0);
});

describe('the user list', () => {
  const list = async (by: TestUser, query: Record<string, string> = {}) => {
    const response = await by.browser.send({ path: USERS, query });
    expect(response.statusCode).toBe(200);
    return userListAnswer.parse(bodyOf(response));
  };

  async function walk(by: TestUser, query: Record<string, string> = {}): Promise<string[]> {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(by, {
        ...query,
        ...(cursor !== null && { cursor }),
      });
      expect(page.users.length).toBeLessThanOrEqual(PAGE_SIZE);
      seen.push(...page.users.map(({ userId }) => userId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return seen;
  }

  it('lists all users page by page, newest first, also for a search', async () => {
    const one = await app.newAdministrator();
    const domain = `${crypto.randomUUID()}.example`;
    const joined: string[] = [];
    for (let at = 0; at < PAGE_SIZE + 3; at += 1) {
      passTime(1000);
      joined.push((await app.createUser(`p${at}@${domain}`)).userId);
    }
    const allIds = await walk(one);
    expect(new Set(allIds).size).toBe(allIds.length);
    expect(allIds.slice(0, joined.length)).toEqual(joined.toReversed());
    expect(allIds).toContain(one.userId);
    expect(await walk(one, { email: domain.toUpperCase() })).toEqual(joined.toReversed());
    expect(await walk(one, { email: ` p1@${domain}` })).toEqual([joined[1]]);
  });

  it('searches for the text as typed, not for patterns, and finds nothing for unknown users', async () => {
    const one = await app.newAdministrator();
    const name = crypto.randomUUID();
    const dash = await app.createUser(`${name}-x@example.com`);
    const line = await app.createUser(`${name}_x@example.com`);
    expect((await list(one, { email: `${name}_` })).users).toMatchObject([
      { userId: line.userId, emails: [line.email] },
    ]);
    expect((await list(one, { email: name })).users.map(({ userId }) => userId).sort()).toEqual(
      [dash.userId, line.userId].sort(),
    );
    expect(await list(one, { email: `%${name}` })).toEqual({ users: [], nextCursor: null, truncated: false });
  });

  it.each([
    ['cursor', { cursor: 'x' }],
    ['cursor', { cursor: Buffer.from('a;b').toString('base64') }],
    ['cursor', { cursor: 'x'.repeat(401) }],
    ['cursor', { email: 'a', cursor: '-1' }],
    ['cursor', { email: 'a', cursor: 'eA==' }],
    ['email', { email: 'a;b' }],
    ['email', { email: 'a\nb' }],
    ['email', { email: 'a'.repeat(255) }],
    ['limit', { limit: '1000' }],
  ])('refuses a wrong %s by name', async (field, query: Record<string, string>) => {
    const one = await app.newAdministrator();
    const response = await one.browser.send({ path: USERS, query });
    expect(response.statusCode).toBe(400);
    expect(bodyOf(response)).toMatchObject({ error: { code: 'BAD_REQUEST', field } });
  });
});

describe('one user', () => {
  it('has sessions and roles, and says whether it is the caller', async () => {
    const one = await app.newAdministrator();
    const target = await app.createUser();
    await signIn(app, target.email);
    const seen = await app.look(one, target.userId);
    expect(seen).toMatchObject({
      userId: target.userId,
      emails: [target.email],
      loginMethods: [
        { recipe: 'emailpassword', identity: target.email, lastUsedAt: expect.any(Number) as number },
      ],
      roles: [],
      isSelf: false,
      omittedSessions: 0,
    });
    expect(seen.allRoles).toEqual(['admin', 'editor']);
    expect(seen.sessions.map(({ current }) => current)).toEqual([false, false]);
    const self = await app.look(one, one.userId);
    expect([self.isSelf, self.sessions.map(({ current }) => current)]).toEqual([true, [true]]);
  });

  it('has passkeys, without keys', async () => {
    const one = await app.newAdministrator();
    const target = await app.createUser();
    const passkey = await addedPasskey(target.browser, new Authenticator());
    expect((await app.look(one, target.userId)).passkeys).toEqual([passkey]);
    expect((await app.look(one, one.userId)).passkeys).toEqual([]);
    const down = await whileDatabaseIs(UNREACHABLE, () => app.look(one, target.userId));
    expect([down.userId, down.passkeys]).toEqual([target.userId, null]);
  });

  it('answers 404 for an unknown user to every request', async () => {
    const one = await app.newAdministrator();
    for (const [method, path, body] of everyCall('no-such-user').slice(1)) {
      const response = await app.ask(one, method, path, body);
      expect([path, response.statusCode, errorCode(response)]).toEqual([path, 404, 'NOT_FOUND']);
    }
    expect(await rolesOf('no-such-user')).toEqual([]);
  });
});

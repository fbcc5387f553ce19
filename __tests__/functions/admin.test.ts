/** @jest-environment node */
import { getUser, listUsersByAccountInfo } from 'supertokens-node';
import { getSessionInformation } from 'supertokens-node/recipe/session';
import { getRolesForUser, createNewRoleOrAddPermissions } from 'supertokens-node/recipe/userroles';
import { oneUserAnswer, userListAnswer, type OneUserAnswer } from '../../config/adminContract.ts';
import { FUNCTION_PATHS } from '../../config/functionContract.ts';
import { noteActivity, readActivity } from '../../netlify/activity/activity.ts';
import { createRole, giveRole, takeRole } from '../../netlify/admin/roles.ts';
import { PAGE_SIZE } from '../../netlify/admin/userList.ts';
import { startAtomicBlobs } from '../support/atomicBlobs.ts';
import {
  AUTH,
  credentials,
  errorCode,
  HOP,
  passTime,
  REAL_TIMERS,
  SESSIONS,
  signUp,
  startFunctionWorld,
  USER,
  type FunctionWorld,
} from '../support/functionWorld.ts';
import { lambdaEvent } from '../support/lambdaEvent.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';

const { admin: ADMIN } = FUNCTION_PATHS;
const USERS = `${ADMIN}/users`;

let world: FunctionWorld;
let store: Awaited<ReturnType<typeof startAtomicBlobs>>;
beforeAll(async () => {
  store = await startAtomicBlobs();
  world = await startFunctionWorld();
  // The first call of a function initialises the SDK.
  await world.signedIn();
  await createRole('admin');
  await createNewRoleOrAddPermissions('editor', ['pages:write']);
});
afterAll(async () => {
  await world.close();
  store.close();
});
beforeEach(() => {
  jest.useFakeTimers({ now: Date.now(), doNotFake: REAL_TIMERS });
  world.log.splice(0);
});

interface Person {
  email: string;
  userId: string;
  browser: TestBrowser;
}

async function person(email = `${crypto.randomUUID()}@example.com`): Promise<Person> {
  const browser = world.newBrowser();
  const { user } = bodyOf(await signUp(browser, email)) as { user: { id: string } };
  return { email, userId: user.id, browser };
}

async function administrator(): Promise<Person> {
  const one = await person();
  await giveRole('public', one.userId, 'admin');
  return one;
}

async function signIn(email: string): Promise<TestBrowser> {
  const browser = world.newBrowser();
  await browser.send({ method: 'POST', path: `${AUTH}/signin`, body: credentials(email) });
  return browser;
}

const ask = ({ browser }: Person, method: string, path: string, body?: object) =>
  browser.send({ method, path, blobs: store.access, ...(body !== undefined && { body }) });
const rolesOf = async (userId: string) => (await getRolesForUser('public', userId)).roles;
const pathOf = (userId: string, rest = '') => `${USERS}/${encodeURIComponent(userId)}${rest}`;
const kindsOf = async (userId: string) => {
  const { days } = await readActivity(lambdaEvent({ path: '/', blobs: store.access }), userId);
  return Object.values(days).flatMap(({ entries }) => entries.map(({ kind }) => kind));
};

async function look(by: Person, userId: string): Promise<OneUserAnswer> {
  const response = await ask(by, 'GET', pathOf(userId));
  expect(response.statusCode).toBe(200);
  return oneUserAnswer.parse(bodyOf(response));
}

const everyCall = (userId: string): [string, string, object?][] => [
  ['GET', USERS],
  ['GET', pathOf(userId)],
  ['DELETE', pathOf(userId, '/sessions')],
  ['DELETE', pathOf(userId, '/sessions/a-handle')],
  ['PUT', pathOf(userId, '/roles/admin')],
  ['DELETE', pathOf(userId, '/roles/editor')],
  ['POST', pathOf(userId, '/deletion'), { confirmation: 'x' }],
];

describe('who comes in', () => {
  it('nobody without a session, and nobody without the role, whatever she asks', async () => {
    const target = await administrator();
    const editor = await person();
    await giveRole('public', editor.userId, 'editor');
    const nobody: Person = { ...editor, browser: world.newBrowser() };
    for (const [method, path, body] of everyCall(target.userId)) {
      const refused = await ask(editor, method, path, body);
      expect([path, refused.statusCode, errorCode(refused)]).toEqual([path, 403, 'ADMIN_REQUIRED']);
      expect(errorCode(await ask(nobody, method, path, body))).toBe('SESSION_REQUIRED');
    }
    expect(await look(target, target.userId)).toMatchObject({ roles: ['admin'] });
    expect(await rolesOf(editor.userId)).toEqual(['editor']);
  });

  it('an administrator from the moment she is one to the moment she is none, on the same token', async () => {
    const one = await person();
    expect((await ask(one, 'GET', USERS)).statusCode).toBe(403);
    await giveRole('public', one.userId, 'admin');
    expect((await ask(one, 'GET', USERS)).statusCode).toBe(200);
    await takeRole('public', one.userId, 'admin');
    expect(errorCode(await ask(one, 'GET', USERS))).toBe('ADMIN_REQUIRED');
    expect(world.log.at(-1)).toMatchObject({ route: 'admin/users', status: 403, outcome: 'admin_required' });
  });

  it('no administrator whose session was ended, and no page of another site', async () => {
    const one = await administrator();
    const target = await person();
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
    const other = await signIn(one.email);
    await other.send({ method: 'DELETE', path: SESSIONS });
    expect(errorCode(await one.browser.ask({ path: USERS }))).toBe('SESSION_REQUIRED');
  });

  it('and while the core is silent nobody: 503', async () => {
    const one = await administrator();
    await world.core.setMood('refused');
    const response = await ask(one, 'GET', USERS);
    await world.core.setMood('well');
    expect([response.statusCode, errorCode(response)]).toEqual([503, 'CORE_UNAVAILABLE']);
  });

  it('addresses and methods that are none are told so', async () => {
    const one = await administrator();
    for (const path of [
      ADMIN,
      `${ADMIN}/`,
      `${USERS}/`,
      `${ADMIN}/rolls`,
      `${USERS}/a/b`,
      `${USERS}/%ff`,
      `${USERS}/%00`,
    ])
      expect([path, (await ask(one, 'GET', path)).statusCode]).toEqual([path, 404]);
    const response = await ask(one, 'POST', pathOf(one.userId, '/roles/admin'));
    expect([response.statusCode, response.headers?.allow]).toEqual([405, 'PUT, DELETE, OPTIONS']);
    expect((await ask(one, 'PATCH', USERS)).statusCode).toBe(405);
  });
});

describe('the token', () => {
  it('says roles and permissions from sign-in or the next refresh on', async () => {
    const one = await person();
    const claims = async (browser: TestBrowser) =>
      (bodyOf(await browser.send({ path: USER })) as { accessTokenPayload: Record<string, { v: string[] }> })
        .accessTokenPayload;
    expect((await claims(one.browser))['st-role']?.v).toEqual([]);
    await giveRole('public', one.userId, 'admin');
    const fresh = await claims(await signIn(one.email));
    expect([fresh['st-role']?.v, fresh['st-perm']?.v.toSorted()]).toEqual([
      ['admin'],
      ['users:manage', 'users:read'],
    ]);
    expect((await claims(one.browser))['st-role']?.v).toEqual([]);
    passTime();
    await one.browser.navigate({ path: HOP });
    expect((await claims(one.browser))['st-role']?.v).toEqual(['admin']);
    await takeRole('public', one.userId, 'admin');
    passTime(4 * 3_600_000);
    await one.browser.navigate({ path: HOP });
    const after = await claims(one.browser);
    expect([after['st-role']?.v, after['st-perm']?.v]).toEqual([[], []]);
  });
});

describe('the list', () => {
  const list = async (by: Person, query: Record<string, string> = {}) => {
    const response = await by.browser.send({ path: USERS, query });
    expect(response.statusCode).toBe(200);
    return userListAnswer.parse(bodyOf(response));
  };

  async function walk(by: Person, query: Record<string, string> = {}): Promise<string[]> {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(by, {
        ...query,
        ...(after !== null && { after }),
      });
      expect(page.users.length).toBeLessThanOrEqual(PAGE_SIZE);
      seen.push(...page.users.map(({ userId }) => userId));
      after = page.next;
    } while (after !== null);
    return seen;
  }

  it('goes through everybody page by page, who joined last first, and through what a search finds', async () => {
    const one = await administrator();
    const domain = `${crypto.randomUUID()}.example`;
    const joined: string[] = [];
    for (let at = 0; at < PAGE_SIZE + 3; at += 1) {
      passTime(1000);
      joined.push((await person(`p${at}@${domain}`)).userId);
    }
    const everybody = await walk(one);
    expect(new Set(everybody).size).toBe(everybody.length);
    expect(everybody.slice(0, joined.length)).toEqual(joined.toReversed());
    expect(everybody).toContain(one.userId);
    expect(await walk(one, { email: domain.toUpperCase() })).toEqual(joined.toReversed());
    expect(await walk(one, { email: ` p1@${domain}` })).toEqual([joined[1]]);
  });

  it('finds what is typed, not patterns, and nothing for nobody', async () => {
    const one = await administrator();
    const name = crypto.randomUUID();
    const dash = await person(`${name}-x@example.com`);
    const line = await person(`${name}_x@example.com`);
    expect((await list(one, { email: `${name}_` })).users).toMatchObject([
      { userId: line.userId, emails: [line.email] },
    ]);
    expect((await list(one, { email: name })).users.map(({ userId }) => userId).sort()).toEqual(
      [dash.userId, line.userId].sort(),
    );
    expect(await list(one, { email: `%${name}` })).toEqual({ users: [], next: null, cut: false });
  });

  it.each([
    ['after', { after: 'x' }],
    ['after', { after: Buffer.from('a;b').toString('base64') }],
    ['after', { after: 'x'.repeat(401) }],
    ['after', { email: 'a', after: '-1' }],
    ['after', { email: 'a', after: 'eA==' }],
    ['email', { email: 'a;b' }],
    ['email', { email: 'a\nb' }],
    ['email', { email: 'a'.repeat(255) }],
    ['limit', { limit: '1000' }],
  ])('refuses a wrong %s by name', async (field, query: Record<string, string>) => {
    const one = await administrator();
    const response = await one.browser.send({ path: USERS, query });
    expect(response.statusCode).toBe(400);
    expect(bodyOf(response)).toMatchObject({ error: { code: 'BAD_REQUEST', field } });
  });
});

describe('one user', () => {
  it('with sessions and roles, and whether it is oneself', async () => {
    const one = await administrator();
    const target = await person();
    await signIn(target.email);
    const seen = await look(one, target.userId);
    expect(seen).toMatchObject({
      userId: target.userId,
      emails: [target.email],
      waysIn: [{ recipe: 'emailpassword', identity: target.email }],
      roles: [],
      self: false,
      more: 0,
    });
    expect(seen.allRoles).toEqual(['admin', 'editor']);
    expect(seen.sessions.map(({ current }) => current)).toEqual([false, false]);
    const self = await look(one, one.userId);
    expect([self.self, self.sessions.map(({ current }) => current)]).toEqual([true, [true]]);
  });

  it('who is none is 404, whatever is asked', async () => {
    const one = await administrator();
    for (const [method, path, body] of everyCall('no-such-user').slice(1)) {
      const response = await ask(one, method, path, body);
      expect([path, response.statusCode, errorCode(response)]).toEqual([path, 404, 'NOT_FOUND']);
    }
    expect(await rolesOf('no-such-user')).toEqual([]);
  });
});

describe('roles', () => {
  it('are given and taken, once each, and the owner is told', async () => {
    const one = await administrator();
    const target = await person();
    const role = pathOf(target.userId, '/roles/editor');
    expect(bodyOf(await ask(one, 'PUT', role))).toEqual({ changed: true });
    expect(bodyOf(await ask(one, 'PUT', role))).toEqual({ changed: false });
    expect(await rolesOf(target.userId)).toEqual(['editor']);
    const twice = await Promise.all([ask(one, 'DELETE', role), ask(one, 'DELETE', role)]);
    expect(twice.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(twice.filter(({ body }) => body === '{"changed":true}')).toHaveLength(1);
    expect(await rolesOf(target.userId)).toEqual([]);
    expect(await kindsOf(target.userId)).toEqual(['role_given', 'role_taken']);
    expect(world.log.map(({ outcome }) => outcome)).toContain('role_given');
    expect(JSON.stringify(world.log)).not.toMatch(/@|%40/);
    expect(JSON.stringify(world.log)).not.toContain(target.userId);
  });

  it('that there are not are refused by name', async () => {
    const one = await administrator();
    const target = await person();
    for (const method of ['PUT', 'DELETE']) {
      const response = await ask(one, method, pathOf(target.userId, '/roles/emperor'));
      expect([response.statusCode, bodyOf(response)]).toMatchObject([400, { error: { field: 'role' } }]);
    }
  });

  it("the administrators' is not taken from oneself, but from another, who is out at once", async () => {
    const one = await administrator();
    const other = await administrator();
    const refused = await ask(one, 'DELETE', pathOf(one.userId, '/roles/admin'));
    expect([refused.statusCode, bodyOf(refused)]).toMatchObject([
      409,
      { error: { code: 'CONFLICT', field: 'role' } },
    ]);
    expect(bodyOf(await ask(one, 'DELETE', pathOf(other.userId, '/roles/admin')))).toEqual({ changed: true });
    expect(errorCode(await ask(other, 'GET', USERS))).toBe('ADMIN_REQUIRED');
  });

  it('two who take it from each other at the same moment do not leave nobody', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [one, other] = [await administrator(), await administrator()];
      await Promise.all([
        ask(one, 'DELETE', pathOf(other.userId, '/roles/admin')),
        ask(other, 'DELETE', pathOf(one.userId, '/roles/admin')),
      ]);
      const left = [...(await rolesOf(one.userId)), ...(await rolesOf(other.userId))];
      expect(left.length).toBeGreaterThan(0);
    }
  });
});

describe('sessions', () => {
  it('are ended, one and then all, and are gone at once where the core is asked', async () => {
    const one = await administrator();
    const target = await person();
    const others = [await signIn(target.email), await signIn(target.email)];
    const [first] = (await look(one, target.userId)).sessions;
    const path = pathOf(target.userId, '/sessions');
    expect(bodyOf(await ask(one, 'DELETE', `${path}/${first?.handle ?? ''}`))).toEqual({ ended: 1 });
    expect(bodyOf(await ask(one, 'DELETE', `${path}/${first?.handle ?? ''}`))).toEqual({ ended: 0 });
    expect(bodyOf(await ask(one, 'DELETE', path))).toEqual({ ended: 2 });
    for (const browser of [target.browser, ...others])
      expect(errorCode(await browser.ask({ path: SESSIONS }))).toBe('SESSION_REQUIRED');
    expect(await kindsOf(target.userId)).toEqual(['sessions_ended_by_admin', 'sessions_ended_by_admin']);
  });

  it("of a third person are not reached through another's address", async () => {
    const one = await administrator();
    const [target, third] = [await person(), await person()];
    const [theirs] = (await look(one, third.userId)).sessions;
    expect(
      bodyOf(await ask(one, 'DELETE', pathOf(target.userId, `/sessions/${theirs?.handle ?? ''}`))),
    ).toEqual({ ended: 0 });
    expect((await look(one, third.userId)).sessions).toHaveLength(1);
  });

  it("of one's own: all but the one that asks, and that one is refused", async () => {
    const one = await administrator();
    await signIn(one.email);
    expect(bodyOf(await ask(one, 'DELETE', pathOf(one.userId, '/sessions')))).toEqual({ ended: 1 });
    const [own] = (await look(one, one.userId)).sessions;
    const refused = await ask(one, 'DELETE', pathOf(one.userId, `/sessions/${own?.handle ?? ''}`));
    expect([refused.statusCode, bodyOf(refused)]).toMatchObject([400, { error: { field: 'handle' } }]);
  });
});

describe('deleting', () => {
  const remove = (by: Person, userId: string, confirmation: unknown) =>
    ask(by, 'POST', pathOf(userId, '/deletion'), { confirmation });

  it('takes a user away with everything, once', async () => {
    const one = await administrator();
    const target = await person();
    const [session] = (await look(one, target.userId)).sessions;
    await noteActivity(lambdaEvent({ path: '/', blobs: store.access }), target.userId, 'signed_in');
    await giveRole('public', target.userId, 'editor');
    const twice = await Promise.all([
      remove(one, target.userId, target.email.toUpperCase()),
      remove(one, target.userId, target.email),
    ]);
    expect(twice.map(({ statusCode }) => statusCode).sort()).toEqual([200, expect.any(Number) as number]);
    expect(await getUser(target.userId)).toBeUndefined();
    expect(await getSessionInformation(session?.handle ?? '')).toBeUndefined();
    expect(await listUsersByAccountInfo('public', { email: target.email })).toEqual([]);
    expect(await rolesOf(target.userId)).toEqual([]);
    expect(await kindsOf(target.userId)).toEqual([]);
    expect(errorCode(await target.browser.ask({ path: SESSIONS }))).toBe('SESSION_REQUIRED');
    expect((await remove(one, target.userId, target.email)).statusCode).toBe(404);
    expect((await person(target.email)).userId).not.toBe(target.userId);
  });

  it.each(['', 'someone.else@example.com', 'yes'])(
    'wants the address typed, not %p',
    async (confirmation) => {
      const one = await administrator();
      const target = await person();
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
    const one = await administrator();
    const target = await person();
    const response = await ask(one, 'POST', pathOf(target.userId, '/deletion'), body);
    expect([response.statusCode, bodyOf(response)]).toMatchObject([400, { error: { field } }]);
  });

  it('spares oneself, and administrators as long as they are', async () => {
    const one = await administrator();
    const other = await administrator();
    for (const { userId, email } of [one, other]) {
      const response = await remove(one, userId, email);
      expect([response.statusCode, errorCode(response)]).toEqual([409, 'CONFLICT']);
      expect(await getUser(userId)).toBeDefined();
    }
  });
});

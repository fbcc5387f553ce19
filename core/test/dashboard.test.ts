import { bodyCalls } from './support/bodyCalls';
import { withConnection } from './support/openedConnection';
import type { OpenedConnection } from './support/openedConnection';
import { DAY, startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

const PASSWORD = 'dashpass1';
const INVALID_SESSION = { status: 'INVALID_SESSION_ERROR' };
const INVALID_CREDENTIALS = { status: 'INVALID_CREDENTIALS_ERROR' };

describe('over HTTP', () => {
  let core: TestCore;
  let database: OpenedConnection;

  beforeEach(async () => {
    [core, database] = await withConnection(() => startTestCore());
    await put('/recipe/multitenancy/app/v2', { appId: 'shop' });
  });

  afterEach(() => core.close());

  const { put, post, get, remove } = bodyCalls(() => core);

  const USER = '/recipe/dashboard/user';
  const add = async (email: string, app = '') =>
    (await post(`${app}${USER}`, { email, password: PASSWORD })).user as unknown as { userId: string };
  const signIn = async (email: string, password = PASSWORD, app = '') =>
    post(`${app}/recipe/dashboard/signin`, { email, password });
  const verify = (sessionId: unknown, app = '') =>
    post(`${app}/recipe/dashboard/session/verify`, { sessionId });
  const sessionsOf = async (userId: string) =>
    (await get(`${USER}/sessions?userId=${userId}`)).sessions as { sessionId: string }[];

  test('stores password hashes with the app’s algorithm', async () => {
    await add('a@example.com');
    await put('/appid-shop/recipe/multitenancy/tenant/v2', {
      coreConfig: { password_hashing_alg: 'ARGON2' },
    });
    await add('a@example.com', '/appid-shop');
    expect(database.contents()).not.toContain(PASSWORD);
    const hashes = database.connection
      .prepare('SELECT password_hash FROM dashboard_users ORDER BY app_id')
      .all()
      .map((row) => String(row.password_hash));
    expect(hashes).toEqual([expect.stringMatching(/^\$2/), expect.stringMatching(/^\$argon2id/)]);
    expect((await signIn('a@example.com', PASSWORD, '/appid-shop')).status).toBe('OK');
  });

  test('separates users and sessions by app', async () => {
    await add('a@example.com', '/appid-shop');
    expect(await signIn('a@example.com')).toEqual(INVALID_CREDENTIALS);
    const { sessionId } = await signIn('a@example.com', PASSWORD, '/appid-shop');
    expect(await verify(sessionId)).toEqual(INVALID_SESSION);
    await remove(`/recipe/dashboard/session?sessionId=${String(sessionId)}`);
    expect((await verify(sessionId, '/appid-shop')).status).toBe('OK');
    await post('/recipe/multitenancy/app/remove', { appId: 'shop' });
    await put('/recipe/multitenancy/app/v2', { appId: 'shop' });
    expect((await get('/appid-shop/recipe/dashboard/users')).users).toEqual([]);
    expect(await verify(sessionId, '/appid-shop')).toEqual(INVALID_SESSION);
  });

  test('dashboard users are not users of the app', async () => {
    await add('a@example.com');
    expect((await get('/users')).users).toEqual([]);
    expect((await post('/recipe/signin', { email: 'a@example.com', password: PASSWORD })).status).toBe(
      'WRONG_CREDENTIALS_ERROR',
    );
  });

  test('a session expires after 30 days and is no longer listed', async () => {
    const { userId } = await add('a@example.com');
    const { sessionId } = await signIn('a@example.com');
    core.clock.advance(30 * DAY);
    expect(await verify(sessionId)).toEqual({ status: 'OK', email: 'a@example.com' });
    expect(await sessionsOf(userId)).toHaveLength(1);
    core.clock.advance(1);
    expect(await verify(sessionId)).toEqual(INVALID_SESSION);
    expect(await sessionsOf(userId)).toEqual([]);
  });

  test('any update of a user revokes their sessions, even an empty one', async () => {
    const { userId } = await add('a@example.com');
    await add('b@example.com');
    const other = await signIn('b@example.com');
    for (const change of [
      { newEmail: 'c@example.com' },
      { newPassword: PASSWORD },
      {},
      { newEmail: 'a@example.com' },
    ]) {
      await put(USER, { userId, newEmail: 'a@example.com' });
      const { sessionId } = await signIn('a@example.com');
      expect((await put(USER, { userId, ...change })).status).toBe('OK');
      expect(await verify(sessionId)).toEqual(INVALID_SESSION);
    }
    expect((await verify(other.sessionId)).status).toBe('OK');
  });

  test('a refused update changes nothing', async () => {
    const { userId } = await add('a@example.com');
    await add('b@example.com');
    const { sessionId } = await signIn('a@example.com');
    const before = database.contents();
    expect(await put(USER, { userId, newEmail: 'b@example.com', newPassword: 'changed99' })).toEqual({
      status: 'EMAIL_ALREADY_EXISTS_ERROR',
    });
    expect(await put(USER, { userId: 'unknown-user' })).toEqual({ status: 'UNKNOWN_USER_ERROR' });
    expect(database.contents() === before).toBe(true);
    expect((await verify(sessionId)).status).toBe('OK');
  });

  test('ignores the email if an id is given', async () => {
    const { userId } = await add('a@example.com');
    await add('b@example.com');
    expect((await put(USER, { userId, email: 1, newEmail: 'c@example.com' })).status).toBe('OK');
    expect((await remove(`${USER}?userId=${userId}&email=b@example.com`)).didUserExist).toBe(true);
    expect((await get('/recipe/dashboard/users')).users).toMatchObject([{ email: 'b@example.com' }]);
    expect((await core.call('DELETE', `${USER}?userId=%20`)).body.text).toBe(
      "Field name 'userId' cannot be an empty String",
    );
  });

  test('of concurrent users with one email, one is created', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => post(USER, { email: 'A@example.com', password: PASSWORD })),
    );
    expect(answers.filter(({ status }) => status === 'OK')).toHaveLength(1);
    expect((await get('/recipe/dashboard/users')).users).toHaveLength(1);
  });

  test('a sign-in during a password change creates no session', async () => {
    const { userId } = await add('a@example.com');
    const [signedIn] = await Promise.all([
      signIn('a@example.com'),
      put(USER, { userId, newPassword: 'changed99' }),
    ]);
    if (signedIn.status === 'OK') expect(await verify(signedIn.sessionId)).toEqual(INVALID_SESSION);
    else expect(signedIn).toEqual(INVALID_CREDENTIALS);
    expect(await sessionsOf(userId)).toEqual([]);
  });

  test.each([
    ['a@example.com', 'OK'],
    ['a@b@example.com', 'OK'],
    ['a@bcde', 'OK'],
    ['a@1', 'OK'],
    ['ü ä@x y.de', 'OK'],
    ['a@b', 'INVALID_EMAIL_ERROR'],
    ['a@bcd', 'INVALID_EMAIL_ERROR'],
    ['a@x..de', 'INVALID_EMAIL_ERROR'],
    ['a@.example.com', 'INVALID_EMAIL_ERROR'],
    ['a@example.c', 'INVALID_EMAIL_ERROR'],
    ['a@example.com1', 'INVALID_EMAIL_ERROR'],
    ['@example.com', 'INVALID_EMAIL_ERROR'],
    ['a\n@example.com', 'INVALID_EMAIL_ERROR'],
  ])('the email %j: %s', async (email, status) => {
    expect((await post(USER, { email, password: PASSWORD })).status).toBe(status);
  });

  test('checks a pathological email in linear time', async () => {
    const started = performance.now();
    const email = `a@${'a'.repeat(250)}1`;
    expect((await post(USER, { email, password: PASSWORD })).status).toBe('INVALID_EMAIL_ERROR');
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('reports an invalid email before an invalid password', async () => {
    expect(await post(USER, { email: 'bad' })).toEqual({ status: 'INVALID_EMAIL_ERROR' });
    expect((await post(USER, { email: 'a@example.com' })).text).toBe(
      "Field name 'password' is invalid in JSON input",
    );
    expect(await put(USER, { newEmail: 'bad', newPassword: 1 })).toEqual({ status: 'INVALID_EMAIL_ERROR' });
    expect((await post(USER, { email: 'a@example.com', password: 'line1\nbreak' })).message).toBe(
      'Password must contain at least one alphabet',
    );
  });

  test('returns the tenant’s settings, or else those of its app', async () => {
    await put('/appid-shop/recipe/multitenancy/tenant/v2', {
      coreConfig: { access_token_validity: '120', totp_max_attempts: 2, password_hashing_alg: 'argon2' },
    });
    await put('/appid-shop/recipe/multitenancy/tenant/v2', {
      tenantId: 't1',
      coreConfig: { totp_max_attempts: 3 },
    });
    const shown = async (prefix: string) => {
      const { config } = await get(`${prefix}/recipe/dashboard/tenant/core-config`);
      return new Map((config as { key: string }[]).map((one) => [one.key, one]));
    };
    const [base, app, tenant] = [await shown(''), await shown('/appid-shop'), await shown('/appid-shop/t1')];
    expect(base.get('totp_max_attempts')).toMatchObject({ value: 5, defaultValue: 5 });
    expect(app.get('totp_max_attempts')).toMatchObject({ value: 2, defaultValue: 5 });
    expect(tenant.get('totp_max_attempts')).toMatchObject({ value: 3, isDifferentAcrossTenants: true });
    expect(tenant.get('access_token_validity')).toMatchObject({
      value: 120,
      isDifferentAcrossTenants: false,
    });
    expect(tenant.get('password_hashing_alg')).toMatchObject({
      valueType: 'enum',
      value: 'argon2',
      possibleValues: ['ARGON2', 'BCRYPT'],
    });
    expect(base.get('saml_sp_entity_id')).toMatchObject({
      value: 'https://saml.supertokens.com',
      defaultValue: null,
    });
    expect(base.get('ip_allow_regex')).toMatchObject({ value: null, defaultValue: null, isNullable: true });
    for (const hidden of ['port', 'api_keys', 'core_config_version', 'access_token_blacklisting'])
      expect([hidden, base.has(hidden)]).toEqual([hidden, false]);
  });
});

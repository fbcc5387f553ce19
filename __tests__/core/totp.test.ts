/** @jest-environment node */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import MultiFactorAuth from 'supertokens-node/recipe/multifactorauth';
import Session from 'supertokens-node/recipe/session';
import Totp from 'supertokens-node/recipe/totp';
import { withConnection } from './support/openedConnection';
import { startSdkCore } from './support/sdkCore';
import { MINUTE, SECOND, startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';
import { totpCode } from './support/totpCode';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const DEVICE = '/recipe/totp/device';

describe('over HTTP', () => {
  let core: TestCore;

  beforeEach(async () => {
    core = await startTestCore();
  });

  afterEach(() => core.close());

  const post = async (path: string, body: object) => (await core.call('POST', path, body)).body;
  const put = async (path: string, body: object) => (await core.call('PUT', path, body)).body;
  const add = async (deviceName: string | undefined, more: object = {}, userId = 'u') =>
    String((await post(DEVICE, { userId, deviceName, skew: 1, period: 30, ...more })).secret);
  const importDevice = (deviceName: string, more: object = {}) =>
    post(`${DEVICE}/import`, { userId: 'u', deviceName, skew: 1, period: 30, secretKey: SECRET, ...more });
  const verify = (totp: string, place = '', userId = 'u') =>
    post(`${place}/recipe/totp/verify`, { userId, totp });
  const verifyDevice = (deviceName: string, totp: string, place = '') =>
    post(`${place}${DEVICE}/verify`, { userId: 'u', deviceName, totp });
  const devices = async (userId = 'u') =>
    (await core.call('GET', `${DEVICE}/list?userId=${userId}`)).body.devices as {
      name: string;
      verified: boolean;
    }[];
  const shown = (secret = SECRET, periods = 0, period = 30) =>
    totpCode(secret, core.clock.now(), period, periods);
  const invalid = (failures: number, max = 5) => ({
    status: 'INVALID_TOTP_ERROR',
    currentNumberOfFailedAttempts: failures,
    maxNumberOfFailedAttempts: max,
  });
  const limited = (retryAfterMs: number, max = 5) => ({
    status: 'LIMIT_REACHED_ERROR',
    retryAfterMs,
    currentNumberOfFailedAttempts: max,
    maxNumberOfFailedAttempts: max,
  });
  const fail = async (times: number) => {
    for (let failures = 1; failures <= times; failures += 1)
      expect(await verify('wrong')).toEqual(invalid(failures));
  };

  describe('codes', () => {
    test('are good for the skew on either side of now, each of them once', async () => {
      await importDevice('d', { skew: 2 });
      for (const periods of [-2, -1, 0, 1, 2])
        expect(await verify(shown(SECRET, periods))).toEqual({ status: 'OK' });
      const used = await Promise.all([-2, -1, 0, 1].map((periods) => verify(shown(SECRET, periods))));
      expect(used).toEqual([invalid(1), invalid(2), invalid(3), invalid(4)]);
    });

    test.each([[-3], [3]])('are wrong out of it: %i periods from now', async (periods) => {
      await importDevice('d', { skew: 2 });
      expect(await verify(shown(SECRET, periods))).toEqual(invalid(1));
    });

    test('grow old with the clock', async () => {
      await importDevice('d', { skew: 0 });
      const code = shown();
      core.clock.advance(30 * SECOND);
      expect(await verify(code)).toEqual(invalid(1));
      expect(await verify(shown())).toEqual({ status: 'OK' });
    });

    test('that verified a device do not let anybody in as well', async () => {
      const secret = await add('d');
      const code = shown(secret);
      expect(await verifyDevice('d', code)).toEqual({ status: 'OK', wasAlreadyVerified: false });
      expect(await verify(code)).toEqual(invalid(1));
    });

    test('are refused as used for as long as they could be right by the device that showed them', async () => {
      await importDevice('first', { skew: 0 });
      await importDevice('second', { skew: 4 });
      const code = shown();
      expect(await verify(code)).toEqual({ status: 'OK' });
      core.clock.advance(30 * SECOND - 1);
      expect(await verify(code)).toEqual(invalid(1));
      core.clock.advance(1);
      expect(await verify(code)).toEqual({ status: 'OK' });
      core.clock.advance(90 * SECOND);
      expect(await verify(code)).toEqual(invalid(1));
    });

    test('of the same user in another tenant have a count and a use of their own', async () => {
      await put('/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
      await importDevice('d');
      await fail(5);
      expect(await verify(shown())).toEqual(limited(15 * MINUTE));
      expect(await verify(shown(), '/t1')).toEqual({ status: 'OK' });
      expect(await verify(shown(), '/t1')).toEqual(invalid(1));
      await post('/recipe/multitenancy/tenant/remove', { tenantId: 't1' });
      await put('/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
      expect(await verify(shown(), '/t1')).toEqual({ status: 'OK' });
    });

    test.each([['２８７０８２'], ['      '], [''], ['\u{1f511}\u{1f511}\u{1f511}']])(
      'that are no digits are wrong: %j',
      async (code) => {
        await importDevice('d');
        expect(await verify(code)).toEqual(invalid(1));
      },
    );

    test('that are too long are wrong, but not counted', async () => {
      await importDevice('d');
      await fail(2);
      for (let n = 0; n < 6; n += 1) expect(await verify('123456789')).toEqual(invalid(3));
      expect(await verify('12345678')).toEqual(invalid(3));
      expect(await verify('12345678')).toEqual(invalid(4));
    });

    test('handed in eight times at once are used once', async () => {
      await importDevice('d');
      const code = shown();
      const answers = await Promise.all(Array.from({ length: 8 }, () => verify(code)));
      expect(answers.map(({ status }) => status).sort()).toEqual([
        ...Array<string>(5).fill('INVALID_TOTP_ERROR'),
        ...Array<string>(2).fill('LIMIT_REACHED_ERROR'),
        'OK',
      ]);
    });
  });

  describe('the limit', () => {
    test('holds when many guess at once', async () => {
      await importDevice('d');
      const answers = await Promise.all(Array.from({ length: 20 }, () => verify('wrong')));
      const counts = answers.filter(({ status }) => status === 'INVALID_TOTP_ERROR');
      expect(counts.map((one) => one.currentNumberOfFailedAttempts).sort()).toEqual([1, 2, 3, 4, 5]);
      expect(answers.filter(({ status }) => status === 'LIMIT_REACHED_ERROR')).toHaveLength(15);
    });

    test('lasts for the cooldown from the last wrong code, whatever is tried meanwhile', async () => {
      await importDevice('d');
      await fail(5);
      core.clock.advance(10 * MINUTE);
      expect(await verify(shown())).toEqual(limited(5 * MINUTE));
      core.clock.advance(5 * MINUTE - 1);
      expect(await verify(shown())).toEqual(limited(1));
      core.clock.advance(1);
      await fail(5);
      expect(await verify(shown())).toEqual(limited(15 * MINUTE));
    });

    test('is what the configuration of the tenant says', async () => {
      await put('/recipe/multitenancy/tenant/v2', {
        tenantId: 't1',
        coreConfig: { totp_max_attempts: 1, totp_rate_limit_cooldown_sec: 7 },
      });
      await importDevice('d');
      expect(await verify('wrong', '/t1')).toEqual(invalid(1, 1));
      expect(await verify('wrong', '/t1')).toEqual(limited(7 * SECOND, 1));
      core.clock.advance(7 * SECOND);
      expect(await verify(shown(), '/t1')).toEqual({ status: 'OK' });
      expect(await verify('wrong')).toEqual(invalid(1));
    });

    test('counts guesses at unverified devices too, and asks nothing of a verified one', async () => {
      await importDevice('old');
      const secret = await add('new');
      for (let failures = 1; failures <= 5; failures += 1)
        expect(await verifyDevice('new', 'wrong')).toEqual(invalid(failures));
      expect(await verifyDevice('new', shown(secret))).toEqual(limited(15 * MINUTE));
      expect(await verify(shown())).toEqual(limited(15 * MINUTE));
      expect(await verifyDevice('old', 'wrong')).toEqual({ status: 'OK', wasAlreadyVerified: true });
    });

    test('is not shaken off by a new secret, but goes with the last device', async () => {
      await add('d');
      await fail(5);
      await add('d');
      await add('other');
      expect((await verify('wrong')).status).toBe('LIMIT_REACHED_ERROR');
      await post(`${DEVICE}/remove`, { userId: 'u', deviceName: 'other' });
      expect((await verify('wrong')).status).toBe('LIMIT_REACHED_ERROR');
      await post(`${DEVICE}/remove`, { userId: 'u', deviceName: 'd' });
      await add('d');
      await fail(1);
    });
  });

  describe('devices', () => {
    test('count once they are verified', async () => {
      const secret = await add('d');
      expect(await verify(shown(secret))).toEqual(invalid(1));
      expect(await devices()).toEqual([{ name: 'd', period: 30, skew: 1, verified: false }]);
      await verifyDevice('d', shown(secret));
      expect(await devices()).toEqual([{ name: 'd', period: 30, skew: 1, verified: true }]);
      expect(await verify(shown(secret, 1))).toEqual({ status: 'OK' });
    });

    test('that were not verified give way, and their codes with them', async () => {
      const [before, after] = [await add('d'), await add('d')];
      expect(await verifyDevice('d', shown(before))).toEqual(invalid(1));
      expect(await verifyDevice('d', shown(after))).toEqual({ status: 'OK', wasAlreadyVerified: false });
      expect((await importDevice('d')).status).toBe('DEVICE_ALREADY_EXISTS_ERROR');
    });

    test('that are imported take the place of one that was not verified', async () => {
      await add('d');
      expect(await importDevice('d')).toEqual({ status: 'OK', deviceName: 'd' });
      expect(await verify(shown())).toEqual({ status: 'OK' });
    });

    test('without a name are numbered past the verified ones', async () => {
      await importDevice('TOTP Device 1');
      await importDevice('TOTP Device 2');
      await add(undefined);
      expect((await devices()).map(({ name }) => name)).toEqual([
        'TOTP Device 1',
        'TOTP Device 2',
        'TOTP Device 3',
      ]);
    });

    test('made at once without a name are one, for as long as none is verified', async () => {
      await Promise.all(Array.from({ length: 6 }, () => add(undefined)));
      expect((await devices()).map(({ name }) => name)).toEqual(['TOTP Device 0']);
    });

    test('keep what they are when they are renamed', async () => {
      await importDevice('a');
      await add('b');
      const rename = (existingDeviceName: string, newDeviceName: string) =>
        put(DEVICE, { userId: 'u', existingDeviceName, newDeviceName });
      expect(await rename('a', 'b')).toEqual({ status: 'DEVICE_ALREADY_EXISTS_ERROR' });
      expect(await rename('a', 'c')).toEqual({ status: 'OK' });
      expect((await devices()).map(({ name, verified }) => [name, verified])).toEqual([
        ['b', false],
        ['c', true],
      ]);
      expect(await verify(shown())).toEqual({ status: 'OK' });
    });

    test('of several are all tried', async () => {
      await importDevice('a', { secretKey: 'GEZDGNBVGY3TQOJQ' });
      await importDevice('b', { period: 60 });
      expect(await verify(shown(SECRET, 0, 60))).toEqual({ status: 'OK' });
      expect(await verify(shown('GEZDGNBVGY3TQOJQ'))).toEqual({ status: 'OK' });
    });

    test('belong to the app', async () => {
      await put('/recipe/multitenancy/app/v2', { appId: 'shop' });
      await importDevice('d');
      const at = (path: string) => post(`/appid-shop${path}`, { userId: 'u', totp: shown() });
      expect(await at('/recipe/totp/verify')).toEqual({ status: 'UNKNOWN_USER_ID_ERROR' });
      const inShop = { userId: 'u', deviceName: 'd', skew: 1, period: 30, secretKey: SECRET };
      await post(`/appid-shop${DEVICE}/import`, inShop);
      expect(await at('/recipe/totp/verify')).toEqual({ status: 'OK' });
      await post('/recipe/multitenancy/app/remove', { appId: 'shop' });
      await put('/recipe/multitenancy/app/v2', { appId: 'shop' });
      expect(await at('/recipe/totp/verify')).toEqual({ status: 'UNKNOWN_USER_ID_ERROR' });
    });
  });

  describe('users', () => {
    const signUp = async () =>
      (await post('/recipe/signup', { email: 'a@example.com', password: 'secret' })).user.id;
    const map = (superTokensUserId: string) =>
      post('/recipe/userid/map', { superTokensUserId, externalUserId: 'ext' });

    test('take their devices and codes along, under the id that the app knows', async () => {
      const userId = await signUp();
      await map(userId);
      await importDevice('d', { userId: 'ext' });
      const code = shown();
      expect(await verify(code, '', 'ext')).toEqual({ status: 'OK' });
      await post('/user/remove', { userId });
      expect(await devices('ext')).toEqual([]);
      await importDevice('d', { userId: 'ext' });
      expect(await verify(code, '', 'ext')).toEqual({ status: 'OK' });
    });

    test('with a device are not mapped, nor unmapped', async () => {
      const refusal = { text: 'UserId is already in use in TOTP recipe' };
      const userId = await signUp();
      await add('d', {}, userId);
      expect(await map(userId)).toEqual(refusal);
      await post(`${DEVICE}/remove`, { userId, deviceName: 'd' });
      expect(await map(userId)).toEqual({ status: 'OK' });
      await add('d', {}, 'ext');
      expect(await post('/recipe/userid/map/remove', { userId: 'ext' })).toEqual(refusal);
    });

    test('are told by the hundred whether they have a verified device', async () => {
      await importDevice('d', { userId: 'a' });
      await add('d', {}, 'b');
      const ask = (userIds: unknown[], place = '') => post(`${place}${DEVICE}/status/bulk`, { userIds });
      const everybody = ['c', 'b', 'a', 'a', ...Array.from({ length: 496 }, (_, n) => `u${String(n)}`)];
      expect((await ask(everybody)).users).toEqual(
        everybody.map((userId) => ({
          userId,
          hasVerifiedDevice: { a: true, b: false }[userId] ?? null,
        })),
      );
      expect(await ask([...everybody, 1])).toEqual({ text: 'You can only query up to 500 users at a time.' });
      expect(await ask([['a']])).toEqual({ text: 'userIds array must contain only strings' });
      expect(await ask([], '/t1')).toEqual({ status: 'OK', users: [] });
      expect(await ask(['a'], '/t1')).toEqual({
        text: 'Only public tenantId can call this app specific API',
      });
    });
  });

  describe('what is wrong with a request', () => {
    test.each([
      [
        'a field of a wrong type',
        { userId: '', deviceName: 1 },
        "Field name 'deviceName' is invalid in JSON input",
      ],
      ['then what is empty', { userId: '', deviceName: '', skew: -1 }, 'userId cannot be empty'],
      ['in its order', { deviceName: '', skew: -1 }, 'deviceName cannot be empty'],
      ['then what is out of bounds', { skew: -1, period: 0 }, 'skew must be >= 0'],
      ['in its order', { skew: 1001, period: 0 }, 'period must be > 0'],
      ['more hashes than anybody should wait for', { skew: 1001 }, 'skew must be <= 1000'],
      [
        'more than the column of a deployed core holds',
        { period: 2 ** 31 },
        "Field name 'period' is invalid in JSON input",
      ],
      ['at last the tenant', {}, 'Only public tenantId can call this app specific API'],
    ])('%s', async (_what, wrong, text) => {
      expect(await post(`/t1${DEVICE}`, { userId: 'u', skew: 1, period: 30, ...wrong })).toEqual({ text });
    });
  });
});

test('codes that have expired are swept only when no limit needs them any more', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'core-'));
  /** Runs a core on the same data at another time. */
  const at = async <T>(now: number, work: (core: TestCore, connection: DatabaseSync) => Promise<T>) => {
    const [core, { connection }] = await withConnection(() =>
      startTestCore({ data: join(folder, 'core.db'), clock: { now: () => now } }),
    );
    try {
      // Answered after the first sweep is committed.
      await core.call('GET', '/users/count');
      return await work(core, connection);
    } finally {
      await core.close();
    }
  };
  const codesAt = (now: number) =>
    at(now, (_core, connection) =>
      Promise.resolve(connection.prepare('SELECT count(*) AS count FROM totp_used_codes').get()?.count),
    );
  const T = Date.UTC(2026, 0, 1);
  const wrong = { userId: 'u', totp: 'wrong' };
  try {
    await at(T, async (core) => {
      const device = { userId: 'u', deviceName: 'd', skew: 1, period: 30, secretKey: SECRET };
      await core.call('POST', `${DEVICE}/import`, device);
      for (let n = 0; n < 5; n += 1) await core.call('POST', '/recipe/totp/verify', wrong);
    });
    const { body } = await at(T + 14 * MINUTE, (core) => core.call('POST', '/recipe/totp/verify', wrong));
    expect(body).toMatchObject({ status: 'LIMIT_REACHED_ERROR', retryAfterMs: MINUTE });
    expect(await codesAt(T + 15 * MINUTE + 90 * SECOND)).toBe(5);
    expect(await codesAt(T + 15 * MINUTE + 90 * SECOND + 1)).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('through the SDK', () => {
  let core: TestCore;

  beforeAll(async () => {
    core = await startSdkCore([Totp.init(), MultiFactorAuth.init(), Session.init()]);
  });

  afterAll(() => core.close());

  test('a device is added, verified, used, renamed and removed', async () => {
    const created = await Totp.createDevice('ada', 'ada@example.com', 'phone', 1, 30);
    if (created.status !== 'OK') throw new Error(created.status);
    expect(created.qrCodeString).toContain(created.secret);
    const code = (periods: number) => totpCode(created.secret, Date.now(), 30, periods);

    expect(await Totp.verifyDevice('public', 'ada', 'phone', 'wrong')).toEqual({
      status: 'INVALID_TOTP_ERROR',
      currentNumberOfFailedAttempts: 1,
      maxNumberOfFailedAttempts: 5,
    });
    expect(await Totp.verifyDevice('public', 'ada', 'phone', code(0))).toEqual({
      status: 'OK',
      wasAlreadyVerified: false,
    });
    expect(await Totp.verifyTOTP('public', 'ada', code(1))).toMatchObject({ status: 'OK' });
    expect(await Totp.verifyTOTP('public', 'nobody', code(1))).toMatchObject({
      status: 'UNKNOWN_USER_ID_ERROR',
    });
    expect(await Totp.updateDevice('ada', 'phone', 'old phone')).toMatchObject({ status: 'OK' });
    expect((await Totp.listDevices('ada')).devices).toEqual([
      { name: 'old phone', period: 30, skew: 1, verified: true },
    ]);
    expect(await Totp.removeDevice('ada', 'old phone')).toMatchObject({ status: 'OK', didDeviceExist: true });
  });
});

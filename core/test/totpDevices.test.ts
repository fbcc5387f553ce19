import { setUpTestCore } from './support/testCore';
import { DEVICE, SECRET, invalid, totpCalls } from './support/totpCalls';

const core = setUpTestCore();

const { add, devices, importDevice, post, put, shown, verify, verifyDevice } = totpCalls(() => core);

describe('devices', () => {
  test('are accepted once verified', async () => {
    const secret = await add('d');
    expect(await verify(shown(secret))).toEqual(invalid(1));
    expect(await devices()).toEqual([{ name: 'd', period: 30, skew: 1, verified: false }]);
    await verifyDevice('d', shown(secret));
    expect(await devices()).toEqual([{ name: 'd', period: 30, skew: 1, verified: true }]);
    expect(await verify(shown(secret, 1))).toEqual({ status: 'OK' });
  });

  test('that are unverified are replaced, with their codes', async () => {
    const [before, after] = [await add('d'), await add('d')];
    expect(await verifyDevice('d', shown(before))).toEqual(invalid(1));
    expect(await verifyDevice('d', shown(after))).toEqual({ status: 'OK', wasAlreadyVerified: false });
    expect((await importDevice('d')).status).toBe('DEVICE_ALREADY_EXISTS_ERROR');
  });

  test('that are imported replace an unverified one', async () => {
    await add('d');
    expect(await importDevice('d')).toEqual({ status: 'OK', deviceName: 'd' });
    expect(await verify(shown())).toEqual({ status: 'OK' });
  });

  test('without a name are numbered after the verified ones', async () => {
    await importDevice('TOTP Device 1');
    await importDevice('TOTP Device 2');
    await add(undefined);
    expect((await devices()).map(({ name }) => name)).toEqual([
      'TOTP Device 1',
      'TOTP Device 2',
      'TOTP Device 3',
    ]);
  });

  test('created concurrently without a name are one while unverified', async () => {
    await Promise.all(Array.from({ length: 6 }, () => add(undefined)));
    expect((await devices()).map(({ name }) => name)).toEqual(['TOTP Device 0']);
  });

  test('keep their data when renamed', async () => {
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

  test('are all checked', async () => {
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

  test('are removed with their devices and codes, by external id too', async () => {
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

  test('with a device cannot be mapped or unmapped', async () => {
    const refusal = { text: 'UserId is already in use in TOTP recipe' };
    const userId = await signUp();
    await add('d', {}, userId);
    expect(await map(userId)).toEqual(refusal);
    await post(`${DEVICE}/remove`, { userId, deviceName: 'd' });
    expect(await map(userId)).toEqual({ status: 'OK' });
    await add('d', {}, 'ext');
    expect(await post('/recipe/userid/map/remove', { userId: 'ext' })).toEqual(refusal);
  });

  test('can be queried in bulk for verified devices', async () => {
    await importDevice('d', { userId: 'a' });
    await add('d', {}, 'b');
    const ask = (userIds: unknown[], place = '') => post(`${place}${DEVICE}/status/bulk`, { userIds });
    const allIds = ['c', 'b', 'a', 'a', ...Array.from({ length: 496 }, (_, n) => `u${String(n)}`)];
    expect((await ask(allIds)).users).toEqual(
      allIds.map((userId) => ({
        userId,
        hasVerifiedDevice: { a: true, b: false }[userId] ?? null,
      })),
    );
    expect(await ask([...allIds, 1])).toEqual({ text: 'You can only query up to 500 users at a time.' });
    expect(await ask([['a']])).toEqual({ text: 'userIds array must contain only strings' });
    expect(await ask([], '/t1')).toEqual({ status: 'OK', users: [] });
    expect(await ask(['a'], '/t1')).toEqual({
      text: 'Only public tenantId can call this app specific API',
    });
  });
});

describe('invalid requests', () => {
  test.each([
    [
      'a field with a wrong type',
      { userId: '', deviceName: 1 },
      "Field name 'deviceName' is invalid in JSON input",
    ],
    ['then an empty field', { userId: '', deviceName: '', skew: -1 }, 'userId cannot be empty'],
    ['in its order', { deviceName: '', skew: -1 }, 'deviceName cannot be empty'],
    ['then a value out of bounds', { skew: -1, period: 0 }, 'skew must be >= 0'],
    ['in its order', { skew: 1001, period: 0 }, 'period must be > 0'],
    ['a skew with too many hashes', { skew: 1001 }, 'skew must be <= 1000'],
    [
      'a text longer than the column of a deployed core',
      { period: 2 ** 31 },
      "Field name 'period' is invalid in JSON input",
    ],
    ['finally the tenant', {}, 'Only public tenantId can call this app specific API'],
  ])('%s', async (_what, wrong, text) => {
    expect(await post(`/t1${DEVICE}`, { userId: 'u', skew: 1, period: 30, ...wrong })).toEqual({ text });
  });
});

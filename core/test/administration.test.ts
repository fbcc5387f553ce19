import { MINUTE, SECOND, setUpTestCore } from './support/testCore';

const core = setUpTestCore();

beforeEach(async () => {
  await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'shop' });
});

const get = async (path: string) => (await core.call('GET', path)).body;

test('a new core has no users, no roles and no dashboard users', async () => {
  for (const app of ['', '/appid-shop']) {
    expect(await get(`${app}/users/count`)).toEqual({ status: 'OK', count: 0 });
    expect(await get(`${app}/recipe/roles`)).toEqual({ status: 'OK', roles: [] });
    expect(await get(`${app}/recipe/dashboard/users`)).toEqual({ status: 'OK', users: [] });
  }
});

describe('request statistics', () => {
  const stats = async (app = '/appid-shop') => {
    const body = await get(`${app}/requests/stats`);
    const [average, peak] = [body.averageRequestsPerSecond, body.peakRequestsPerSecond] as number[][];
    return { atMinute: body.atMinute, average: average ?? [], peak: peak ?? [] };
  };

  test('returns one value per minute of the last day, oldest first, and -1 before the start', async () => {
    await stats();
    for (let n = 0; n < 5; n++) await get('/appid-shop/hello');
    core.clock.advance(SECOND);
    await get('/appid-shop/hello');
    core.clock.advance(2 * MINUTE);
    const { atMinute, average, peak } = await stats();
    expect(atMinute).toBe(Math.floor(core.clock.now() / MINUTE));
    expect(average).toHaveLength(1440);
    expect(average.slice(-3)).toEqual([-1, 7 / 60, 0]);
    expect(peak.slice(-3)).toEqual([-1, 6, 0]);
  });

  test('counts requests per app, refused ones included', async () => {
    await get('/appid-shop/user/id');
    await get('/appid-nosuch/hello');
    await core.call('POST', '/recipe/multitenancy/app/remove', { appId: 'shop' });
    await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'shop' });
    await get('/appid-shop/user/id');
    core.clock.advance(MINUTE);
    expect((await stats()).average.slice(-2)).toEqual([-1, 1 / 60]);
  });

  test('forgets counts after a day', async () => {
    await get('/appid-shop/hello');
    core.clock.advance(1441 * MINUTE);
    expect((await stats()).average.every((one) => one === 0)).toBe(true);
  });
});

test('accepts licence keys without effect', async () => {
  const put = (body: object) => core.call('PUT', '/ee/license', body);
  const before = await get('/ee/featureflag');
  expect((await put({ licenseKey: 'any-key-at-all' })).body).toEqual({
    status: 'OK',
  });
  expect((await put({})).body).toEqual({ status: 'OK' });
  expect((await put({ key: 'x' })).body.text).toBe("Field name 'licenseKey' is missing in JSON input");
  expect((await put({ licenseKey: 1 })).body.text).toBe("Field name 'licenseKey' is invalid in JSON input");
  expect(await get('/ee/license')).toEqual({ status: 'NO_LICENSE_KEY_FOUND_ERROR' });
  expect((await core.call('DELETE', '/ee/license')).body).toEqual({ status: 'OK' });
  expect(await get('/ee/featureflag')).toEqual(before);
});

test('reports monthly usage as active users', async () => {
  await core.call('POST', '/recipe/signup', { email: 'a@example.com', password: 'x' });
  core.clock.advance(2 * 24 * 60 * MINUTE);
  await core.call('POST', '/recipe/signup', { email: 'b@example.com', password: 'x' });
  const { usageStats } = await get('/ee/featureflag');
  expect((usageStats as { maus: number[] }).maus).toEqual([1, ...Array.from({ length: 30 }, () => 2)]);
});

test('reports no configuration file, even for the right process id', async () => {
  expect(await get(`/config?pid=${String(process.pid)}`)).toEqual({ status: 'NOT_ALLOWED' });
  expect((await core.call('GET', '/appid-shop/config?pid=1')).status).toBe(403);
});

test('refuses bulk import before any other check', async () => {
  const reply = await core.call('POST', '/bulk-import/users', 'no json');
  expect([reply.status, reply.body.text]).toEqual([
    400,
    'This API is not supported in the in-memory database.',
  ]);
});

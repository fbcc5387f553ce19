import UserMetadata from 'supertokens-node/recipe/usermetadata';
import { startSdkCore } from './support/sdkCore';
import { setUpTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

const PATH = '/recipe/user/metadata';

describe('over HTTP', () => {
  const core = setUpTestCore();

  const update = (userId: string, metadataUpdate: unknown) =>
    core.call('PUT', PATH, { userId, metadataUpdate });
  const get = async (userId: string, app = '') =>
    (await core.call('GET', `${app}${PATH}?userId=${encodeURIComponent(userId)}`)).body.metadata;

  test('replaces top-level values and removes them by null', async () => {
    await update('u', { a: 1, nested: { x: 1, y: 2 } });
    const { body } = await update('u', { a: null, nested: { z: null }, unheard: null });
    expect(body).toEqual({ status: 'OK', metadata: { nested: { z: null } } });
    expect(await get('u')).toEqual({ nested: { z: null } });
  });

  test('applies all concurrent updates', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, n) => update('u', { [`key${String(n)}`]: n })));
    expect(Object.keys((await get('u')) as object)).toHaveLength(8);
  });

  test('preserves keys named like special properties', async () => {
    await core.call('PUT', PATH, '{"userId":"u","metadataUpdate":{"__proto__":{"x":1},"constructor":2}}');
    expect(JSON.stringify(await get('u'))).toBe('{"__proto__":{"x":1},"constructor":2}');
    await core.call('PUT', PATH, '{"userId":"u","metadataUpdate":{"__proto__":null}}');
    expect(JSON.stringify(await get('u'))).toBe('{"constructor":2}');
  });

  test('the bulk request distinguishes empty from missing metadata', async () => {
    await update('emptied', { a: 1 });
    await update('emptied', { a: null });
    await update('removed', { a: 1 });
    await core.call('POST', `${PATH}/remove`, { userId: 'removed' });
    const userIds = ['removed', 'emptied', 'removed'];
    const none = { userId: 'removed', metadata: null };
    expect((await core.call('POST', `${PATH}/bulk`, { userIds })).body).toEqual({
      status: 'OK',
      users: [none, { userId: 'emptied', metadata: {} }, none],
    });
  });

  test('metadata is separate per app', async () => {
    await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'shop' });
    await update('u', { a: 1 });
    expect(await get('u', '/appid-shop')).toEqual({});
  });

  test('metadata is deleted with the user', async () => {
    const { id } = (await core.call('POST', '/recipe/signup', { email: 'a@example.com', password: 'x' })).body
      .user;
    await update(id, { a: 1 });
    await update('another user', { a: 1 });
    await core.call('POST', '/user/remove', { userId: id });
    expect(await get(id)).toEqual({});
    expect(await get('another user')).toEqual({ a: 1 });
  });
});

describe('through the SDK', () => {
  let core: TestCore;

  beforeAll(async () => {
    core = await startSdkCore([UserMetadata.init()]);
  });

  afterAll(() => core.close());

  test('merges, reads and clears metadata', async () => {
    await UserMetadata.updateUserMetadata('ada', { theme: 'dark', seen: ['intro'] });
    expect(await UserMetadata.updateUserMetadata('ada', { theme: null, age: 36 })).toEqual({
      status: 'OK',
      metadata: { seen: ['intro'], age: 36 },
    });
    expect((await UserMetadata.getUserMetadata('ada')).metadata).toEqual({ seen: ['intro'], age: 36 });
    await UserMetadata.clearUserMetadata('ada');
    expect((await UserMetadata.getUserMetadata('ada')).metadata).toEqual({});
  });
});

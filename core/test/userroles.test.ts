import UserRoles from 'supertokens-node/recipe/userroles';
import Session from 'supertokens-node/recipe/session';
import { bodyCalls } from './support/bodyCalls';
import { startSdkCore } from './support/sdkCore';
import { setUpTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

const UNKNOWN = { status: 'UNKNOWN_ROLE_ERROR' };

describe('over HTTP', () => {
  const core = setUpTestCore();

  beforeEach(async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'shop' });
  });

  const { put, post, get } = bodyCalls(() => core);

  test('creating an existing role adds permissions', async () => {
    await put('/recipe/role', { role: 'admin', permissions: ['read', 'write', 'read'] });
    expect(await put('/recipe/role', { role: ' admin ', permissions: ['delete'] })).toEqual({
      status: 'OK',
      createdNewRole: false,
    });
    await put('/recipe/role', { role: 'admin' });
    expect(await get('/recipe/role/permissions?role=admin')).toEqual({
      status: 'OK',
      permissions: ['delete', 'read', 'write'],
    });
  });

  test('role names are case-sensitive', async () => {
    await put('/recipe/role', { role: 'admin' });
    expect((await put('/recipe/role', { role: 'Admin' })).createdNewRole).toBe(true);
    expect((await get('/recipe/roles')).roles).toEqual(['Admin', 'admin']);
  });

  test('an invalid permission creates no role', async () => {
    expect((await put('/recipe/role', { role: 'admin', permissions: ['read', ' '] })).text).toBe(
      "Field name 'permissions' cannot contain an empty string",
    );
    expect((await get('/recipe/roles')).roles).toEqual([]);
  });

  test('concurrent creations of a role create one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => put('/recipe/role', { role: 'a', permissions: [`p${String(n)}`] })),
    );
    expect(answers.filter(({ createdNewRole }) => createdNewRole === true)).toHaveLength(1);
    expect((await get('/recipe/role/permissions?role=a')).permissions).toHaveLength(8);
  });

  test('a removed role loses its assignments and permissions', async () => {
    await put('/recipe/role', { role: 'a', permissions: ['p'] });
    await put('/recipe/user/role', { userId: 'u', role: 'a' });
    await put('/t1/recipe/user/role', { userId: 'u', role: 'a' });
    expect(await post('/recipe/role/remove', { role: ' a ' })).toEqual({ status: 'OK', didRoleExist: true });
    expect(await get('/t1/recipe/role/users?role=a')).toEqual(UNKNOWN);
    await put('/recipe/role', { role: 'a' });
    expect((await get('/t1/recipe/user/roles?userId=u')).roles).toEqual([]);
    expect((await get('/recipe/role/permissions?role=a')).permissions).toEqual([]);
  });

  test('roles belong to the app, assignments to a tenant', async () => {
    await put('/recipe/role', { role: 'a' });
    await put('/t1/recipe/user/role', { userId: 'u', role: 'a' });
    expect((await get('/recipe/user/roles?userId=u')).roles).toEqual([]);
    expect((await get('/t1/recipe/user/roles?userId=u')).roles).toEqual(['a']);
    expect(await put('/appid-shop/recipe/user/role', { userId: 'u', role: 'a' })).toEqual(UNKNOWN);
    await post('/recipe/multitenancy/tenant/remove', { tenantId: 't1' });
    await put('/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    expect((await get('/t1/recipe/user/roles?userId=u')).roles).toEqual([]);
  });

  test('assignments are deleted with the user, in every tenant', async () => {
    const signedUp = await core.call('POST', '/recipe/signup', { email: 'a@example.com', password: 'x' });
    const userId = signedUp.body.user.id;
    await put('/recipe/role', { role: 'a' });
    await put('/recipe/user/role', { userId, role: 'a' });
    await put('/t1/recipe/user/role', { userId, role: 'a' });
    await post('/user/remove', { userId });
    expect((await get('/recipe/role/users?role=a')).users).toEqual([]);
    expect((await get('/t1/recipe/role/users?role=a')).users).toEqual([]);
  });

  test('roles are deleted with their app', async () => {
    await put('/appid-shop/recipe/role', { role: 'a', permissions: ['p'] });
    await put('/appid-shop/recipe/user/role', { userId: 'u', role: 'a' });
    await post('/recipe/multitenancy/app/remove', { appId: 'shop' });
    await put('/recipe/multitenancy/app/v2', { appId: 'shop' });
    expect((await get('/appid-shop/recipe/roles')).roles).toEqual([]);
  });
});

describe('through the SDK', () => {
  let core: TestCore;

  beforeAll(async () => {
    core = await startSdkCore([UserRoles.init(), Session.init()]);
  });

  afterAll(() => core.close());

  test('creates and removes roles and permissions', async () => {
    await UserRoles.createNewRoleOrAddPermissions('editor', ['write', 'read']);
    await UserRoles.removePermissionsFromRole('editor', ['write']);
    expect(await UserRoles.getPermissionsForRole('editor')).toEqual({ status: 'OK', permissions: ['read'] });
    expect(await UserRoles.getRolesThatHavePermission('read')).toEqual({ status: 'OK', roles: ['editor'] });
    expect((await UserRoles.getAllRoles()).roles).toEqual(['editor']);
    expect(await UserRoles.addRoleToUser('public', 'ada', 'editor')).toEqual({
      status: 'OK',
      didUserAlreadyHaveRole: false,
    });
    expect(await UserRoles.getUsersThatHaveRole('public', 'editor')).toEqual({
      status: 'OK',
      users: ['ada'],
    });
    expect(await UserRoles.removeUserRole('public', 'ada', 'editor')).toEqual({
      status: 'OK',
      didUserHaveRole: true,
    });
    expect(await UserRoles.deleteRole('editor')).toEqual({ status: 'OK', didRoleExist: true });
    expect(await UserRoles.addRoleToUser('public', 'ada', 'editor')).toEqual(UNKNOWN);
  });
});

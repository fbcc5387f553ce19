import { startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

/** If a request has several errors, the response reports the same one as the real core. */
let core: TestCore;

beforeAll(async () => {
  core = await startTestCore();
  await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 'north' });
});

afterAll(() => core.close());

const NOT_FOUND = /^AppId or tenantId not found/;
const ONLY_PUBLIC = 'Only public tenantId can call this app specific API';

const refusal = async (method: string, path: string, body?: unknown) => {
  const { status, body: answer } = await core.call(method, path, body);
  return { status, text: answer.text };
};

type Request = readonly [method: string, path: string, body?: unknown];

/** Rows have exactly the test's parameters, because Jest passes a callback as an extra one. */
const all = (...rows: Request[]) => rows.map(([method, path, body]) => [method, path, body] as const);

describe('an unknown app, called under a tenant', () => {
  test.each(
    all(
      ['GET', '/apiversion'],
      ['GET', '/ee/featureflag'],
      ['GET', '/requests/stats'],
      ['GET', '/user/id?userId=x'],
      ['GET', '/users/count?includeAllTenants=true'],
      ['GET', '/recipe/user?userId=x'],
      ['PUT', '/recipe/user', { recipeUserId: 'x', email: 'a@example.com' }],
      ['GET', '/recipe/user/email/verify?userId=x&email=a'],
      ['POST', '/recipe/user/email/verify/remove', { userId: 'x', email: 'a' }],
      ['GET', '/recipe/user/metadata?userId=x'],
      ['POST', '/recipe/user/metadata/bulk', { userIds: ['x'] }],
      ['GET', '/recipe/roles'],
      ['PUT', '/recipe/role', { role: 'admin' }],
      ['POST', '/recipe/totp/device', { userId: 'x', skew: 1, period: 30 }],
      ['PUT', '/recipe/totp/device', { userId: 'x', existingDeviceName: 'a', newDeviceName: 'b' }],
      ['GET', '/recipe/totp/device/list?userId=x'],
      ['POST', '/recipe/totp/device/remove', { userId: 'x', deviceName: 'a' }],
      ['POST', '/recipe/totp/device/status/bulk', { userIds: ['x'] }],
      ['POST', '/recipe/userid/map', { superTokensUserId: 'x', externalUserId: 'y' }],
      ['GET', '/recipe/accountlinking/user/primary/check?recipeUserId=x'],
      ['POST', '/recipe/accountlinking/user/unlink', { recipeUserId: 'x' }],
      ['GET', '/recipe/dashboard/users'],
      ['POST', '/recipe/dashboard/signin', { email: 'a@example.com', password: 'x' }],
    ),
  )('%s %s misses the app first', async (method, path, body) => {
    expect(await refusal(method, `/appid-none/north${path}`, body)).toEqual({
      status: 400,
      text: expect.stringMatching(NOT_FOUND) as string,
    });
    expect(await refusal(method, `/north${path}`, body)).toEqual({ status: 403, text: ONLY_PUBLIC });
  });

  test.each(
    all(
      ['GET', '/users/count/active?since=0'],
      ['GET', '/telemetry'],
      ['GET', '/ee/license'],
      ['DELETE', '/ee/license'],
      ['POST', '/user/remove', { userId: 'x' }],
      ['GET', '/recipe/jwt/jwks'],
      ['POST', '/recipe/jwt', { algorithm: 'RS256', jwksDomain: 'x', payload: {}, validity: 1 }],
      ['GET', '/recipe/userid/map?userId=x'],
      ['POST', '/recipe/userid/map/remove', { userId: 'x' }],
      ['PUT', '/recipe/userid/external-user-id-info', { userId: 'x', externalUserIdInfo: null }],
    ),
  )('%s %s minds the tenant first', async (method, path, body) => {
    for (const app of ['/appid-none', ''])
      expect(await refusal(method, `${app}/north${path}`, body)).toEqual({ status: 403, text: ONLY_PUBLIC });
    expect(await refusal(method, `/appid-none${path}`, body)).toEqual({
      status: 400,
      text: expect.stringMatching(NOT_FOUND) as string,
    });
  });
});

describe('an unknown tenant', () => {
  test.each(
    all(
      ['POST', '/recipe/webauthn/signup', 'not JSON'],
      ['POST', '/recipe/webauthn/user/credential/register', 'not JSON'],
      ['POST', '/recipe/webauthn/user/recover/token/consume', 'not JSON'],
      ['PUT', '/recipe/webauthn/user/email', 'not JSON'],
      ['POST', '/recipe/webauthn/options/register', {}],
      ['POST', '/recipe/webauthn/options/signin', {}],
      ['POST', '/recipe/webauthn/signin', {}],
      ['GET', '/recipe/webauthn/options'],
      ['DELETE', '/recipe/webauthn/options/remove'],
      ['GET', '/recipe/webauthn/user/credential'],
      ['GET', '/recipe/webauthn/user/credential/list'],
      ['DELETE', '/recipe/webauthn/user/credential/remove'],
      ['GET', '/recipe/users/by-email'],
      ['GET', '/users?limit=many'],
      ['GET', '/users?timeJoinedOrder=UP'],
    ),
  )('is missed at %s %s before what else is wrong', async (method, path, body) => {
    expect(await refusal(method, `/nowhere${path}`, body)).toEqual({
      status: 400,
      text: expect.stringMatching(NOT_FOUND) as string,
    });
    expect((await refusal(method, path, body)).text).not.toMatch(NOT_FOUND);
  });

  test.each([
    ['POST', '/recipe/webauthn/options/register', 'not JSON', 'Invalid Json Input'],
    ['POST', '/recipe/webauthn/options/signin', 'not JSON', 'Invalid Json Input'],
    ['POST', '/recipe/webauthn/signin', 'not JSON', 'Invalid Json Input'],
    ['POST', '/recipe/webauthn/user/recover/token', {}, "Field name 'email' is invalid in JSON input"],
    ['GET', '/recipe/webauthn/user/recover', undefined, "Field name 'token' is missing in GET request"],
    ['POST', '/recipe/signinup/code', {}, 'Please provide exactly one of email, phoneNumber or deviceId'],
    [
      'POST',
      '/recipe/signinup/code',
      { email: 'a@example.com', userInputCode: '' },
      'userInputCode cannot be an empty string.',
    ],
    [
      'POST',
      '/recipe/signinup/code/consume',
      { preAuthSessionId: 'x' },
      'Please provide exactly one of linkCode or deviceId+userInputCode',
    ],
    [
      'POST',
      '/recipe/signinup/code/check',
      { preAuthSessionId: 'x', deviceId: 'x', userInputCode: 1 },
      "Field name 'userInputCode' is invalid in JSON input",
    ],
    ['POST', '/recipe/signinup/code/remove', {}, "Please provide either 'codeId' or 'preAuthSessionId'"],
    ['POST', '/recipe/signinup/codes/remove', {}, 'Please provide exactly one of email or phoneNumber'],
    [
      'GET',
      '/recipe/signinup/codes',
      undefined,
      'Please provide exactly one of email, phoneNumber, deviceId or preAuthSessionId',
    ],
    [
      'POST',
      '/recipe/user/password/reset',
      { method: 'x', token: 'x', newPassword: 'x' },
      'Unsupported method for password reset',
    ],
    [
      'POST',
      '/recipe/user/email/verify',
      { method: 'x', token: 'x' },
      'Unsupported method for email verification',
    ],
    [
      'GET',
      '/users/by-accountinfo?doUnionOfAccountInfo=maybe',
      undefined,
      "'doUnionOfAccountInfo' should be either 'true' or 'false'",
    ],
    ['GET', '/users?includeRecipeIds=magic', undefined, 'Unknown recipe ID: magic'],
    [
      'POST',
      '/recipe/multitenancy/tenant/remove',
      { tenantId: 'public' },
      'Cannot delete public tenant, use remove app API instead',
    ],
    [
      'POST',
      '/recipe/multitenancy/app/remove',
      { appId: 'public' },
      'Cannot delete the public app, use remove connection uri domain API instead',
    ],
  ])('is reported at %s %s after other errors: %j', async (method, path, body, text) => {
    expect((await refusal(method, `/nowhere${path}`, body)).text).toBe(text);
    expect((await refusal(method, path, body)).text).toBe(text);
  });

  test('is accepted by app-level endpoints', async () => {
    expect(await refusal('GET', '/nowhere/users/count?includeAllTenants=true')).toEqual({
      status: 403,
      text: ONLY_PUBLIC,
    });
    expect(
      await refusal('POST', '/nowhere/recipe/session/remove', {
        sessionHandles: ['x'],
        revokeAcrossAllTenants: true,
      }),
    ).toEqual({
      status: 400,
      text: 'Invalid JSON input - revokeAcrossAllTenants can only be set if userId is set',
    });
  });
});

describe('errors that precede the tenant check', () => {
  test.each([
    ['PUT', '/recipe/user', { recipeUserId: 'x' }, 'You have to provide either email or password.'],
    ['GET', '/users/count/active?since=-1', undefined, "'since' query parameter must be >= 0"],
    ['DELETE', '/recipe/dashboard/user', undefined, "Either field 'email' or 'userId' must be present"],
    ['POST', '/recipe/session/remove', {}, 'Invalid JSON input - use one of userId or sessionHandles array'],
  ])('%s %s reports before the tenant: %j', async (method, path, body, text) => {
    for (const place of ['/appid-none', '/north', ''])
      expect(await refusal(method, `${place}${path}`, body)).toEqual({ status: 400, text });
  });

  test('dashboard credentials are validated before the tenant', async () => {
    for (const place of ['/appid-none', '/north', '']) {
      const user = { email: 'no address', password: 'x' };
      expect((await core.call('POST', `${place}/recipe/dashboard/user`, user)).body).toEqual({
        status: 'INVALID_EMAIL_ERROR',
      });
      const change = { newPassword: 'x' };
      expect((await core.call('PUT', `${place}/recipe/dashboard/user`, change)).body).toMatchObject({
        status: 'PASSWORD_WEAK_ERROR',
      });
    }
  });

  test('ignores the email of a dashboard user if an id is given', async () => {
    const { body } = await core.call('DELETE', '/recipe/dashboard/user?userId=x&email=');
    expect(body).toEqual({ status: 'OK', didUserExist: false });
  });

  test('any tenant may request the metadata of an empty list', async () => {
    for (const place of ['/appid-none', '/north', ''])
      expect((await core.call('POST', `${place}/recipe/user/metadata/bulk`, { userIds: [] })).body).toEqual({
        status: 'OK',
        users: [],
      });
  });
});

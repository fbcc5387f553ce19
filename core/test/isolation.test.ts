import { createAccountWithEverything } from './support/accountWithEverything';
import { bodyCalls } from './support/bodyCalls';
import { withConnection } from './support/openedConnection';
import type { OpenedConnection } from './support/openedConnection';
import { startTestCore } from './support/testCore';
import type { AnswerBody, TestCore } from './support/testCore';

let core: TestCore;
let database: OpenedConnection;

beforeEach(async () => {
  [core, database] = await withConnection(() => startTestCore());
  await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
  await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'other' });
});

afterEach(() => core.close());

const EMAIL = 'ada@example.com';
const APP = '/appid-other';
const { post, get } = bodyCalls(() => core);

const newSession = (userId: string) => ({
  userId,
  userDataInJWT: {},
  userDataInDatabase: {},
  enableAntiCsrf: false,
});

describe.each([
  ['tenants', '/t1'],
  ['apps', APP],
])('%s', (_what, elsewhere) => {
  const places = ['', elsewhere];

  test('have separate accounts for the same email', async () => {
    const ids: string[] = [];
    for (const place of places)
      ids.push((await post(`${place}/recipe/signup`, { email: EMAIL, password: `secret ${place}` })).user.id);
    expect(new Set(ids).size).toBe(2);
    for (const [index, place] of places.entries())
      for (const password of places.map((one) => `secret ${one}`)) {
        const answer = await post(`${place}/recipe/signin`, { email: EMAIL, password });
        const isOwn = password === `secret ${place}`;
        expect(answer).toMatchObject(
          isOwn ? { user: { id: ids[index] } } : { status: 'WRONG_CREDENTIALS_ERROR' },
        );
      }
    for (const [index, place] of places.entries()) {
      const found = await get(`${place}/users/by-accountinfo?email=${EMAIL}&doUnionOfAccountInfo=true`);
      expect(found.users.map(({ id }) => id)).toEqual([ids[index]]);
    }
  });

  test('list sessions separately', async () => {
    const handles = [];
    for (const place of places)
      handles.push((await post(`${place}/recipe/session`, newSession('u'))).session.handle);
    for (const [index, place] of places.entries()) {
      const listed = await get(`${place}/recipe/session/user?userId=u&fetchAcrossAllTenants=false`);
      expect(listed.sessionHandles).toEqual([handles[index]]);
    }
    const body = { userId: 'u', revokeAcrossAllTenants: false };
    expect(await post(`${elsewhere}/recipe/session/remove`, body)).toEqual({
      status: 'OK',
      sessionHandlesRevoked: [handles[1]],
    });
    expect((await get(`/recipe/session?sessionHandle=${handles[0] ?? ''}`)).status).toBe('OK');
  });

  test('assign roles separately', async () => {
    for (const app of ['', APP]) await core.call('PUT', `${app}/recipe/role`, { role: 'admin' });
    await core.call('PUT', `${elsewhere}/recipe/user/role`, { userId: 'u', role: 'admin' });
    expect((await get('/recipe/user/roles?userId=u')).roles).toEqual([]);
    expect((await get('/recipe/role/users?role=admin')).users).toEqual([]);
    expect((await get(`${elsewhere}/recipe/user/roles?userId=u`)).roles).toEqual(['admin']);
  });
});

test('data and tokens of an app are unknown in another', async () => {
  const { userId, secrets } = await createAccountWithEverything(core, 'ada', false);
  // Key ids contain the millisecond of creation.
  core.clock.advance(1);
  await get(`${APP}/.well-known/jwks.json`);
  await post(`${APP}/recipe/session`, newSession('another-user'));
  const before = database.contents();
  const session = { enableAntiCsrf: false, doAntiCsrfCheck: false, checkDatabase: true };
  const emailToken = { method: 'token', token: secrets['verification token'] };
  const asked: [() => Promise<AnswerBody>, object][] = [
    [() => get(`${APP}/user/id?userId=${userId}`), { status: 'UNKNOWN_USER_ID_ERROR' }],
    [() => get(`${APP}/users`), { users: [] }],
    [() => get(`${APP}/recipe/user/metadata?userId=${userId}`), { metadata: {} }],
    [() => get(`${APP}/recipe/user/roles?userId=${userId}`), { roles: [] }],
    [() => get(`${APP}/recipe/totp/device/list?userId=${userId}`), { devices: [] }],
    [() => get(`${APP}/recipe/session/user?userId=${userId}`), { sessionHandles: [] }],
    [
      () => post(`${APP}/recipe/session/verify`, { ...session, accessToken: secrets['access token'] }),
      { status: 'TRY_REFRESH_TOKEN', message: 'Key not found' },
    ],
    [
      () =>
        post(`${APP}/recipe/session/refresh`, {
          refreshToken: secrets['refresh token'],
          enableAntiCsrf: false,
          useDynamicSigningKey: true,
        }),
      { status: 'UNAUTHORISED', message: 'Invalid refresh token' },
    ],
    [
      () => post(`${APP}/recipe/user/email/verify`, emailToken),
      { status: 'EMAIL_VERIFICATION_INVALID_TOKEN_ERROR' },
    ],
    [
      () =>
        post(`${APP}/recipe/user/password/reset/token/consume`, { token: secrets['password reset token'] }),
      { status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' },
    ],
    [
      () => post(`${APP}/recipe/webauthn/user/recover/token/consume`, { token: secrets['recovery token'] }),
      { status: 'RECOVER_ACCOUNT_TOKEN_INVALID_ERROR' },
    ],
    [
      () =>
        post(`${APP}/recipe/signinup/code/consume`, {
          preAuthSessionId: 'x',
          deviceId: secrets['device id'],
          userInputCode: secrets['code to type'],
        }),
      { status: 'RESTART_FLOW_ERROR' },
    ],
    [() => post(`${APP}/user/remove`, { userId }), { status: 'OK' }],
  ];
  for (const [ask, expected] of asked) expect(await ask()).toMatchObject(expected);
  expect(database.contents()).toBe(before);
});

test('removing an app deletes all its data and nothing else', async () => {
  await core.call('PUT', `${APP}/recipe/role`, { role: 'admin' });
  await core.call('PUT', `${APP}/recipe/user/role`, { userId: 'u', role: 'admin' });
  await post(`${APP}/recipe/signup`, { email: EMAIL, password: 'secret' });
  await post(`${APP}/recipe/session`, newSession('u'));
  await post(`${APP}/recipe/signinup/code`, { email: EMAIL });
  await post(`${APP}/recipe/user/email/verify/token`, { userId: 'u', email: EMAIL });
  await createAccountWithEverything(core, 'ada', false);
  const rowsOf = (app: string) => database.contents().split(`"${app}"`).length - 1;
  const own = rowsOf('public');
  expect(rowsOf('other')).toBeGreaterThan(10);
  await post('/recipe/multitenancy/app/remove', { appId: 'other' });
  expect(rowsOf('other')).toBe(0);
  // Its rows also contain "public" as tenant id.
  expect(rowsOf('public')).toBeLessThan(own);
  expect((await get('/users/count')).count).toBe(1);
});

import { decodeJwt } from 'jose';
import { sessionCalls } from './support/sessionCalls';
import { setUpTestCore } from './support/testCore';

const core = setUpTestCore();

const { create, refresh, verify } = sessionCalls(() => core);

function flipped(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
  return bytes.toString('base64');
}

test('a refresh token can be reused until its child is used, by refresh or verify', async () => {
  const first = await create();
  const lost = await refresh(first.refreshToken.token);
  const kept = await refresh(first.refreshToken.token);
  expect((await verify(kept.accessToken.token)).accessToken).toBeDefined();
  expect((await refresh(first.refreshToken.token)).status).toBe('TOKEN_THEFT_DETECTED');
  expect((await refresh(lost.refreshToken.token)).status).toBe('TOKEN_THEFT_DETECTED');
  expect((await refresh(kept.refreshToken.token)).status).toBe('OK');
});

test('reports theft and leaves the session to the SDK', async () => {
  const first = await create();
  const second = await refresh(first.refreshToken.token);
  const third = await refresh(second.refreshToken.token);
  expect(await refresh(first.refreshToken.token)).toEqual({
    status: 'TOKEN_THEFT_DETECTED',
    session: { handle: first.session.handle, userId: 'ada', recipeUserId: 'ada' },
  });
  expect((await refresh(third.refreshToken.token)).status).toBe('OK');
});

test('of two children used concurrently, one wins and the other is theft', async () => {
  const first = await create();
  const children = await Promise.all(Array.from({ length: 6 }, () => refresh(first.refreshToken.token)));
  expect(children.every(({ status }) => status === 'OK')).toBe(true);
  const traded = await Promise.all(children.map(({ refreshToken }) => refresh(refreshToken.token)));
  const statuses = traded.map(({ status }) => status);
  expect(statuses.filter((status) => status === 'OK')).toHaveLength(1);
  expect(statuses.filter((status) => status === 'TOKEN_THEFT_DETECTED')).toHaveLength(5);
});

test('a session revoked during a refresh stays revoked', async () => {
  const first = await create();
  const [before, , after] = await Promise.all([
    refresh(first.refreshToken.token),
    core.call('POST', '/recipe/session/remove', { sessionHandles: [first.session.handle] }),
    refresh(first.refreshToken.token),
  ]);
  const tokens = [first, before, after].filter((one) => 'refreshToken' in one);
  for (const { refreshToken, accessToken } of tokens) {
    expect((await refresh(refreshToken.token)).status).toBe('UNAUTHORISED');
    expect((await verify(accessToken.token, { checkDatabase: true })).status).toBe('UNAUTHORISED');
  }
});

test('verifying one child and refreshing another concurrently is detected as theft', async () => {
  const first = await create();
  const [one, other] = await Promise.all([1, 2].map(() => refresh(first.refreshToken.token)));
  if (one === undefined || other === undefined) throw new Error('two were asked for');
  const [shown, traded] = await Promise.all([
    verify(one.accessToken.token),
    refresh(other.refreshToken.token),
  ]);
  // The first one has made its child the current token.
  const isFirst = traded.status === 'TOKEN_THEFT_DETECTED';
  expect(shown.status).toBe('OK');
  expect((await refresh((isFirst ? one : other).refreshToken.token)).status).toBe('OK');
  expect((await refresh((isFirst ? other : one).refreshToken.token)).status).toBe('TOKEN_THEFT_DETECTED');
});

test('the access token of a promoted child has no parent', async () => {
  const first = await create({ userDataInJWT: { role: 'admin' } });
  const second = await refresh(first.refreshToken.token);
  expect(decodeJwt(second.accessToken.token).parentRefreshTokenHash1).toMatch(/^[0-9a-f]{64}$/);
  const promoted = (await verify(second.accessToken.token)).accessToken.token;
  expect(decodeJwt(promoted)).toMatchObject({ parentRefreshTokenHash1: null, role: 'admin' });
  expect(await verify(promoted)).not.toHaveProperty('accessToken');
});

test.each([
  ['another nonce', (sealed: string) => `${sealed}.${'0'.repeat(64)}.V2`],
  ['no nonce', (sealed: string) => `${sealed}.V2`],
  ['another version', (sealed: string, nonce: string) => `${sealed}.${nonce}.V1`],
  ['more parts', (sealed: string, nonce: string) => `${sealed}.${nonce}.V2.x`],
  ['another spelling', (sealed: string, nonce: string) => `${sealed.replace(/^./, '$& ')}.${nonce}.V2`],
  ['a part missing', (sealed: string, nonce: string) => `${sealed.slice(4)}.${nonce}.V2`],
  ['one bit changed', (sealed: string, nonce: string) => `${flipped(sealed)}.${nonce}.V2`],
])('a refresh token with %s is unauthorised, not theft; the original stays valid', async (_how, change) => {
  const { refreshToken } = await create();
  const [sealed = '', nonce = ''] = refreshToken.token.split('.');
  expect(await refresh(change(sealed, nonce))).toEqual({
    status: 'UNAUTHORISED',
    message: 'Invalid refresh token',
  });
  expect((await refresh(refreshToken.token)).status).toBe('OK');
});

test('refuses a refresh token of another app', async () => {
  await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'other' });
  const { refreshToken } = await create();
  const body = { refreshToken: refreshToken.token, enableAntiCsrf: false, useDynamicSigningKey: true };
  const reply = await core.call('POST', '/appid-other/recipe/session/refresh', body);
  expect(reply.body.status).toBe('UNAUTHORISED');
});

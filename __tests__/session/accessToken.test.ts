import { accessTokenState, readAccessToken } from '../../config/session/accessToken.ts';

const now = Date.UTC(2026, 0, 1);
const claims = { exp: now / 1000 + 60, refreshTokenHash1: 'own', parentRefreshTokenHash1: null, name: 'Zoë' };

function token(payload: unknown): string {
  return `header.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.signature`;
}

describe('accessTokenState', () => {
  it('considers a valid token usable', () => {
    expect(accessTokenState(token(claims), now)).toBe('usable');
  });

  it('considers a token unconfirmed until its refresh token is used', () => {
    expect(accessTokenState(token({ ...claims, parentRefreshTokenHash1: 'parent' }), now)).toBe(
      'unconfirmed',
    );
  });

  it('considers a token unusable from its expiry on', () => {
    expect(accessTokenState(token(claims), claims.exp * 1000 - 1)).toBe('usable');
    expect(accessTokenState(token(claims), claims.exp * 1000)).toBe('unusable');
  });

  it.each([
    '',
    'garbage',
    'a.b',
    'a.b.c',
    'a.!!!.c',
    token(null),
    token([]),
    token('text'),
    token({}),
    token({ ...claims, exp: '1' }),
    token({ exp: claims.exp }),
  ])('considers %j unusable', (garbage) => {
    expect(accessTokenState(garbage, now)).toBe('unusable');
  });
});

it('reads what the refresh hop needs from a token', () => {
  const said = { ...claims, sub: 'user', parentRefreshTokenHash1: 'parent', email: 'zoe@example.com' };
  expect(readAccessToken(token(said))).toEqual({
    payload: said,
    userId: 'user',
    expiresAt: now + 60_000,
    refreshTokenHash: 'own',
    parentRefreshTokenHash: 'parent',
    roles: [],
    email: 'zoe@example.com',
    name: 'Zoë',
  });
});

it.each([undefined, null, '', 7, ['a@example.com']])('reads %j as no address', (email) => {
  expect(readAccessToken(token({ ...claims, email }))?.email).toBeUndefined();
});

it.each([
  [{ v: ['admin', 'editor'], t: 1 }, ['admin', 'editor']],
  [{ v: ['admin', 7, null] }, ['admin']],
  [{ v: 'admin' }, []],
  [['admin'], []],
  [null, []],
])('reads %j as the roles %j', (claim, roles) => {
  expect(readAccessToken(token({ ...claims, 'st-role': claim }))?.roles).toEqual(roles);
});

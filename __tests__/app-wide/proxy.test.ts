import { NextRequest } from 'next/server';
import { pagePaths } from '@/config/areas';
import { config, proxy } from '@/proxy';
import { expiredAccessToken, unsignedAccessToken } from '../support/accessTokens';

const SITE = 'http://localhost:8888';
const HOP = '/.netlify/functions/auth/session/refresh/navigate';

interface Visit {
  path: string;
  token?: string;
  cookies?: string;
  method?: string;
  host?: string;
}

function visit({ path, token, cookies = '', method = 'GET', host = 'localhost:8888' }: Visit) {
  const cookie = [token === undefined ? '' : `sAccessToken=${token}`, cookies].filter(Boolean).join('; ');
  return proxy(
    new NextRequest(SITE + path, { method, headers: { host, ...(cookie === '' ? {} : { cookie }) } }),
  );
}

function target(response: Response) {
  const { pathname, searchParams } = new URL(response.headers.get('location') ?? '');
  return { pathname, query: Object.fromEntries(searchParams) };
}

const isPassedOn = (response: Response) => response.headers.get('x-middleware-next') === '1';

const behindLogin = [
  ...pagePaths('signed-in', 'admin'),
  '/session?a=1&b=%26',
  '/account/sessions?page=2',
  '/account/no-such-page',
];

test.each(behindLogin)('without a session, %s redirects to sign-in, and back with its query', (path) => {
  const response = visit({ path });
  expect(response.status).toBe(307);
  expect(target(response)).toEqual({ pathname: '/auth', query: { redirectToPath: path } });
  expect(response.headers.get('cache-control')).toBe('private, no-store');
});

test.each([
  ['expired', expiredAccessToken()],
  ['garbage', 'not-a-token'],
  ['a token without our claims', `e30.${Buffer.from('{"exp":9999999999}').toString('base64url')}.e30`],
  ['a payload that is no JSON', 'a.b.c'],
])('a token that is %s goes through the refresh hop', (_name, token) => {
  const response = visit({ path: '/session?tab=2', token });
  expect(response.status).toBe(307);
  expect(target(response)).toEqual({ pathname: HOP, query: { redirectTo: '/session?tab=2' } });
});

test.each([
  ['good', unsignedAccessToken({ parentRefreshTokenHash1: null }), expiredAccessToken()],
  ['expired', expiredAccessToken(), unsignedAccessToken({ parentRefreshTokenHash1: null })],
])('the first of two access tokens counts: %s', (kind, first, second) => {
  const response = visit({
    path: '/session',
    cookies: `sAccessToken=${first}; sAccessToken=${second}; x=1; x=2`,
  });
  expect(isPassedOn(response)).toBe(kind === 'good');
  if (kind === 'good') {
    expect(response.headers.get('x-middleware-request-cookie')).toBe(`sAccessToken=${first}; x=1`);
  }
});

test.each([{}, { token: expiredAccessToken() }])(
  'drops a query that is too long for a header (%j)',
  (visitor) => {
    const response = visit({ path: `/session?email=${'%CC%81'.repeat(6000)}`, ...visitor });
    expect(response.headers.get('location')?.length).toBeLessThan(200);
    expect(Object.values(target(response).query)).toEqual(['/session']);
  },
);

test('redirects a form with an expired token through the refresh hop with 307, which keeps its body', () => {
  const response = visit({ path: '/account/password', token: expiredAccessToken(), method: 'POST' });
  expect(response.status).toBe(307);
  expect(target(response)).toEqual({ pathname: HOP, query: { redirectTo: '/account/password' } });
});

test('leaves a form without a session to its handler', () => {
  expect(isPassedOn(visit({ path: '/sign-out', method: 'POST' }))).toBe(true);
});

test('passes a valid token on, and sends the page its path and an id that clients cannot forge', () => {
  const response = proxy(
    new NextRequest(`${SITE}/session?a=1`, {
      headers: {
        host: 'localhost:8888',
        cookie: `sAccessToken=${unsignedAccessToken()}`,
        'x-request-path': '/forged',
        'x-page-request-id': 'forged',
      },
    }),
  );
  expect(isPassedOn(response)).toBe(true);
  expect(response.headers.get('x-middleware-request-x-request-path')).toBe('/session?a=1');
  expect(response.headers.get('x-middleware-request-x-page-request-id')).toMatch(/^[\da-f-]{36}$/);
});

test('refreshes a token that the core has not confirmed for a page, but not for a form', () => {
  const token = unsignedAccessToken({ parentRefreshTokenHash1: 'b2' });
  expect(target(visit({ path: '/session', token })).pathname).toBe(HOP);
  expect(isPassedOn(visit({ path: '/session', token, method: 'POST' }))).toBe(true);
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('a translated landing page refuses %s', async (method) => {
  const response = visit({ path: '/de?x=1', method });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  expect(await response.text()).toBe('Method Not Allowed');
  // The 404 page, and the landing page whose method Next checks.
  for (const path of ['/en', '/en-XA', '/DE', '/de/x', '/'])
    expect([path, isPassedOn(visit({ path, method }))]).toEqual([path, true]);
  for (const read of ['GET', 'HEAD']) expect(isPassedOn(visit({ path: '/de', method: read }))).toBe(true);
});

test('paths that only share a prefix with a protected path are public', () => {
  expect(isPassedOn(visit({ path: '/sessions' }))).toBe(true);
  expect(isPassedOn(visit({ path: '/no-such-page' }))).toBe(true);
});

test.each([
  ['/auth', '/session'],
  ['/auth?redirectToPath=%2Faccount%3Fa%3D1', '/account?a=1'],
  ['/auth?redirectToPath=%2F%2Fevil.example', '/session'],
  ['/auth?redirectToPath=https%3A%2F%2Fevil.example', '/session'],
  ['/auth?formError=Call%20us&redirectToPath=%2Faccount', '/account'],
])('redirects a signed-in user from %s to %s', (path, to) => {
  const response = visit({ path, token: unsignedAccessToken() });
  expect(response.headers.get('location')).toBe(SITE + to);
});

test.each([
  ['whose token was just refused', '/auth?sessionRefused=1'],
  [
    'who has a session and a sign-in that failed',
    '/auth?redirectToPath=%2Faccount&formError=sign_in_expired',
  ],
  ['who is to sign in another way', '/auth?formError=other_method&method=password'],
])('does not redirect a user from the sign-in page %s', (_, path) => {
  for (const parentRefreshTokenHash1 of [null, 'a'.repeat(64)])
    expect(isPassedOn(visit({ path, token: unsignedAccessToken({ parentRefreshTokenHash1 }) }))).toBe(true);
});

test('the sign-in page clears cookies that make the widget assume a session', () => {
  const gone = visit({ path: '/auth', cookies: 'sFrontToken=x; st-last-access-token-update=1' });
  expect(isPassedOn(gone)).toBe(true);
  const lines = gone.headers.getSetCookie();
  for (const name of ['sFrontToken', 'st-last-access-token-update']) {
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${name}=;.*Expires=Thu, 01 Jan 1970`)));
  }
  const expired = visit({ path: '/auth', cookies: 'sFrontToken=x', token: expiredAccessToken() });
  expect(expired.headers.getSetCookie()).toEqual([]);
});

test('rejects a host that is not ours', async () => {
  const response = visit({ path: '/session', host: 'evil.example' });
  expect(response.status).toBe(421);
  expect(await response.text()).toMatch(/SITE_ALIASES/);
});

test('runs before pages, not before files and functions', () => {
  const [pattern = ''] = config.matcher;
  const matches = (path: string) => new RegExp(`^${pattern}$`).test(path);
  expect(['/session', '/auth/x', '/no'].map(matches)).toEqual([true, true, true]);
  expect(['/', '/tokens.css', '/_next/static/a.js', '/.netlify/functions/user'].map(matches)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test.each(['/unavailable?from=/session', '/forbidden?from=/session', '/forbidden/index.htm'])(
  '%s is public, with its own policy',
  (path) => {
    const response = visit({ path });
    expect(isPassedOn(response)).toBe(true);
    expect(response.headers.get('content-security-policy')).toMatch(/script-src 'self' 'nonce-/);
  },
);

test('an unknown sign-in screen gets the policy of the 404 page', () => {
  const policyOf = (path: string) => visit({ path }).headers.get('content-security-policy');
  expect(policyOf('/auth/no-such-screen?x=1')).toBeNull();
  for (const path of ['/auth', '/auth/reset-password?token=x'])
    expect([path, policyOf(path)]).toEqual([path, expect.stringContaining("'nonce-")]);
});

test.each([
  ['a moment ago', 0, '1'],
  ['an hour ago', -3_600_000, undefined],
])('tells a user without an access token who signed in %s whether cookies were lost', (_when, ago, lost) => {
  const cookies = `sFrontToken=x; st-last-access-token-update=${Date.now() + ago}`;
  expect(target(visit({ path: '/session', cookies })).query.cookiesLost).toBe(lost);
});

test.each(['/session/', '/auth///', '/no-such-page/?a=b', '//other.example/'])(
  'removes slashes at the end of %s, on the same host and with all headers',
  (path) => {
    const response = visit({ path });
    expect(response.status).toBe(308);
    const { host, pathname } = new URL(response.headers.get('location') ?? '');
    expect(host).toBe('localhost:8888');
    expect(pathname).not.toMatch(/.\/$/);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  },
);

describe('a session without its second factor', () => {
  const needed = unsignedAccessToken({ secondFactor: 'needed' });
  const unknown = unsignedAccessToken({ secondFactor: undefined });

  test.each(behindLogin.filter((path) => path !== '/second-factor'))('goes from %s to the form', (path) => {
    const response = visit({ path, token: needed });
    expect([response.status, target(response)]).toEqual([
      307,
      { pathname: '/second-factor', query: { redirectToPath: path } },
    ]);
  });

  test('goes to the check where the token does not say', () => {
    expect(target(visit({ path: '/account?a=1', token: unknown }))).toEqual({
      pathname: '/.netlify/functions/second-factor/check',
      query: { redirectToPath: '/account?a=1' },
    });
  });

  test('opens the form, sends forms and signs out', () => {
    expect(isPassedOn(visit({ path: '/second-factor?redirectToPath=%2F', token: needed }))).toBe(true);
    expect(isPassedOn(visit({ path: '/account', token: needed, method: 'POST' }))).toBe(true);
    expect(isPassedOn(visit({ path: '/sign-out', token: needed, method: 'POST' }))).toBe(true);
  });
});

test.each(['proved', 'trusted', 'none'])(
  'a session whose second factor is %s opens pages',
  (secondFactor) => {
    expect(isPassedOn(visit({ path: '/account', token: unsignedAccessToken({ secondFactor }) }))).toBe(true);
  },
);

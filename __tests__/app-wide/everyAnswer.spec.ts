import { AREAS } from '../../config/areas.ts';
import { sendRaw, type RawRequest } from '../support/browser/rawRequest.ts';
import { expect, test } from '../support/browser/test.ts';
import { missingSecurityHeaders } from '../support/missingHeaders.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'];

const PATHS = [
  ...Object.keys(AREAS),
  ...['/no-such-page', '/unavailable?from=%2Fsession&at=1'],
  ...['/auth/reset-password', '/auth/verify-email', '/auth/confirm-email', '/auth/no-such-screen'],
  // Answered before the proxy, or with a redirect.
  ...['/session/', '/auth/?a=b', '/account/sessions//', '/no-such-page/', '/tokens.css/', '/_next/static/'],
  ...['//session', '/session//x', '/\\session', '/?_rsc=abc', '/session?_rsc=', '/auth?_rsc=x'],
  ...['/%ff', '/session/%E0%A4%A', '/%2e%2e/session', '/_next/static/%ff', '/x'.repeat(1000)],
  // Files, there or not.
  ...['/icon.svg', '/tokens.css', '/plain-page.css', '/_next/static/none.js', '/_next/image?url=x'],
  ...['/_next/data/x.json', '/favicon.ico', '/.well-known/x', '/index.html', '/robots.txt'],
  // Functions, there or not.
  ...['user', 'health', 'auth/signin', 'auth/', 'user/', 'nothing', 'email'].map(
    (name) => `/.netlify/functions/${name}`,
  ),
  '/.netlify/functions/auth/session/refresh/navigate?redirectTo=/session',
];

const ROUTER = { rsc: '1', 'next-router-state-tree': '%5B%22%22%5D' };

/**
 * Responses of Netlify's local front, which no deploy has: it refuses what it cannot decode, and knows
 * no such function.
 */
const isOfFront = ({ path }: RawRequest, status: number) =>
  path === '/.netlify/functions/nothing' || (status === 400 && /%(ff|E0%A4%A$)/.test(path));

const asRequests = (paths: string[], headers?: Record<string, string>): RawRequest[] =>
  paths.flatMap((path) => METHODS.map((method) => ({ method, path, ...(headers && { headers }) })));

test('every path responds to every method with all security headers', async ({ baseURL, signedIn }) => {
  const cookie = (await signedIn.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const all = [
    ...asRequests(PATHS),
    ...asRequests(PATHS.slice(0, 20), { cookie }),
    ...asRequests(['/', '/auth', '/session', '/no-such-page', '/?_rsc=abc'], ROUTER),
    { method: 'GET', path: '/session', headers: { host: 'other.example' } },
  ];
  const faults: string[] = [];
  for (const one of all) {
    const { status, headers } = await sendRaw(baseURL ?? '', one);
    const lacks = missingSecurityHeaders(headers);
    if (lacks.length > 0 && !isOfFront(one, status))
      faults.push(`${one.method} ${one.path.slice(0, 60)} ${status} lacks ${lacks.join(', ')}`);
    if (status >= 500 && !one.path.startsWith('/unavailable'))
      faults.push(`${one.method} ${one.path} is a ${status}`);
  }
  expect(faults).toEqual([]);
});

test('HEAD responds like GET, without a body', async ({ baseURL, signedIn }) => {
  const cookie = (await signedIn.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  for (const path of PATHS) {
    const [get, head] = [
      await sendRaw(baseURL ?? '', { method: 'GET', path, headers: { cookie } }),
      await sendRaw(baseURL ?? '', { method: 'HEAD', path, headers: { cookie } }),
    ];
    expect([path, head.status, head.body]).toEqual([path, get.status, '']);
  }
});

/** @jest-environment node */
import { randomUUID } from 'node:crypto';
import { FORM_REFUSALS } from '../../config/formRefusals.ts';
import { multipart } from '../support/browser/plainForms.ts';
import { BuiltSite } from '../support/builtSite.ts';
import { missingSecurityHeaders } from '../support/missingHeaders.ts';
import type { PageRequest } from '../support/nextHandler.ts';
import { serverActions } from '../support/serverActions.ts';

let site: BuiltSite;
beforeAll(async () => {
  site = await BuiltSite.start();
});
afterAll(() => site.close());

const PATHS = [
  ...['/', '//', '//evil.example', '//evil.example/..', '/session//x', '/?_rsc=abc', '/auth?_rsc='],
  ...[
    '/session/',
    '/auth/?a=b',
    '/no-such-page/',
    '/account-deleted',
    '/account-deleted?a=b',
    '/unavailable',
  ],
  ...[
    '/unavailable?from=%2Fsession',
    '/forbidden',
    '/forbidden/',
    '/session',
    '/auth',
    '/auth/no-such-screen',
  ],
  ...[
    '/no-such-page',
    '/%ff',
    '/session/%E0%A4%A',
    '/_next/static/none.js',
    '/_next/image?url=x',
    '/icon.svg',
  ],
  ...['/_next/data/x/index.json', '/index.html', '/favicon.ico', '/x'.repeat(1000), '/sign-out'],
];

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const ROUTER = { rsc: '1', 'next-router-state-tree': '%5B%22%22%5D' };

test('every response of the handler has all security headers, and none is a 5xx', async () => {
  const requests: PageRequest[] = [
    ...PATHS.flatMap((path) => METHODS.map((method) => ({ path, method }))),
    ...PATHS.map((path) => ({ path, headers: ROUTER })),
    { path: '/session', headers: { rsc: '1' } },
  ];
  const faults: string[] = [];
  for (const request of requests) {
    const answer = await site.askPage(request);
    const title = `${request.method ?? 'RSC'} ${request.path.slice(0, 40)} ${answer.status}`;
    const lacks = missingSecurityHeaders(answer.headers);
    if (lacks.length > 0) faults.push(`${title} lacks ${lacks.join(', ')}`);
    // The page that says that the service is down is a 503 by itself.
    if (answer.status >= 500 && !request.path.startsWith('/unavailable')) faults.push(title);
    if (answer.body.includes('Internal Server Error')) faults.push(`${title} speaks of an error`);
  }
  expect(faults).toEqual([]);
});

/**
 * What a request of our own page brings. Netlify runs the proxy at its edge; path and id are what the proxy
 * adds.
 */
const ownHeaders = (path: string) => ({
  origin: 'https://www.example.com',
  'sec-fetch-site': 'same-origin',
  'x-request-path': path,
  'x-page-request-id': randomUUID(),
});

const BODIES: Record<string, [type: string, body: string]> = {
  garbage: ['text/plain', '{{{'],
  nothing: ['text/plain', ''],
  'no arguments': ['text/plain', '[]'],
  'a number for a form': ['text/plain', '[{"status":"fresh"},5]'],
  'no part': ['multipart/form-data; boundary=b', '--b--\r\n'],
};

test.each(serverActions())('$name refuses what is no form', async ({ id, page }) => {
  const path = page.replace('[userId]', 'no-such-user');
  const post = (body: string, headers: Record<string, string>) =>
    site.askPage({ path, method: 'POST', headers: { ...ownHeaders(path), ...headers }, body });
  for (const [title, [type, body]] of Object.entries(BODIES)) {
    const answer = await post(body, { 'content-type': type, 'next-action': id });
    expect([title, answer.status, answer.body]).toEqual([title, 400, FORM_REFUSALS.unreadable]);
    expect(answer.headers['content-type']).toBe('text/plain');
    expect(missingSecurityHeaders(answer.headers)).toEqual([]);
  }
  const { type, body } = multipart([
    { name: '$ACTION_REF_1', value: '' },
    { name: '$ACTION_1:0', value: `{"id":"${id}","bound":"$@1"}` },
    { name: '$ACTION_1:1', value: '{{{' },
  ]);
  for (const relayed of [[], [['x-form-relayed', '1']]]) {
    const headers = Object.fromEntries(relayed) as Record<string, string>;
    const answer = await post(body.toString(), { 'content-type': type, ...headers });
    expect([answer.status, relayed]).toEqual([400, relayed]);
    expect(answer.body).toContain('This form could not be read');
    expect(missingSecurityHeaders(answer.headers)).toEqual([]);
  }
});

/** @jest-environment node */
import type { ServerResponse } from 'node:http';
import { completeResponse, defaultHeaders } from '@/app/_server/completeResponses';
import { replacementFor } from '@/app/_server/faultyAnswer';
import { recordActionStart } from '@/app/_server/startedActions';
import { FORM_REFUSALS } from '@/config/formRefusals';
import { PAGE_REQUEST_ID_HEADER } from '@/config/requestHeaders';
import { CSP_HEADER, SCRIPTLESS_POLICY, SECURITY_HEADERS } from '@/config/security/securityHeaders';
import { onRequestError } from '@/instrumentation';
import { setErrorReporter } from '@/monitoring/errorReporting';
import { setUpCompletedServer } from '../../support/completedServer';

const MULTIPART = 'multipart/form-data; boundary=b';
const ALL_HEADERS = { ...SECURITY_HEADERS, [CSP_HEADER]: SCRIPTLESS_POLICY };

const server = setUpCompletedServer();

const post = (headers: Record<string, string>, method = 'POST') => fetch(server.origin, { method, headers });

const ACTION = { 'next-action': 'x' };
const FORM = { 'content-type': MULTIPART };

const WAYS: Record<string, (response: ServerResponse) => void> = {
  'at once': (response) => response.writeHead(500, { 'content-type': 'text/x-component' }).end('flight'),
  'by status code': (response) => {
    response.statusCode = 500;
    response.end('Internal Server Error');
  },
  'with a length': (response) => {
    response.statusCode = 500;
    response.setHeader('content-length', '3');
    response.end('abc');
  },
  'compressed, in parts': (response) => {
    response.statusCode = 500;
    response.setHeader('content-encoding', 'gzip');
    response.write('a');
    response.write('b', () => response.end('c'));
  },
  'flushed before its parts': (response) => {
    response.statusCode = 500;
    response.flushHeaders();
    response.write('a');
    response.end();
  },
};

test.each(Object.entries(WAYS))(
  'a response with status 500 that is sent %s is replaced',
  async (_name, way) => {
    server.answer = way;
    for (const headers of [ACTION, FORM]) {
      const response = await post(headers);
      expect(response.status).toBe(400);
      expect(await response.text()).toBe(FORM_REFUSALS.unreadable);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        ...ALL_HEADERS,
        'content-type': 'text/plain',
        'cache-control': 'private, no-store',
      });
    }
  },
);

test.each(Object.entries(WAYS))(
  'other responses with status 500, sent %s, are unchanged',
  async (_name, way) => {
    server.answer = way;
    const response = await fetch(server.origin, { headers: ACTION }).catch((error: unknown) => error);
    // What claims to be compressed and is not cannot be read; it was not replaced.
    if (!(response instanceof Response)) return;
    expect(response.status).toBe(500);
    expect(Object.fromEntries(response.headers)).toMatchObject(ALL_HEADERS);
  },
);

test('the next request of the same connection is answered', async () => {
  for (const way of Object.values(WAYS)) {
    server.answer = way;
    await (await post(ACTION)).text();
    server.answer = (response) => response.end('fine');
    expect(await (await post(ACTION)).text()).toBe('fine');
  }
});

test('a method that a file does not have is a 405', async () => {
  server.answer = (response) => {
    response.statusCode = 500;
    response.setHeader('allow', 'GET, HEAD');
    response.end('Internal Server Error');
  };
  const response = await post({}, 'PUT');
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  expect(await response.text()).toBe('Method Not Allowed');
});

test('a page that `next dev` renders may run its scripts, and nothing else may', () => {
  const policyOf = (contentType: string | undefined, development: boolean) =>
    Object.fromEntries(defaultHeaders(contentType, development))[CSP_HEADER];
  expect(policyOf('text/html; charset=utf-8', true)).toMatch(
    /script-src 'self' 'unsafe-inline' 'unsafe-eval'/,
  );
  expect(policyOf('text/plain', true)).toBe(SCRIPTLESS_POLICY);
  expect(policyOf(undefined, true)).toBe(SCRIPTLESS_POLICY);
  expect(policyOf('text/html; charset=utf-8', false)).toBe(SCRIPTLESS_POLICY);
});

const replaced = (sent: Record<string, string>, status = 500, method = 'POST') =>
  replacementFor({ status, allow: undefined, contentType: undefined, method, sent: new Headers(sent) });

test('an error of an action that has started is a server error', () => {
  const sent = { ...ACTION, [PAGE_REQUEST_ID_HEADER]: 'r1' };
  expect(replaced(sent)?.status).toBe(400);
  recordActionStart(new Headers(sent));
  expect(replaced(sent)).toBeUndefined();
  expect(replaced({ ...ACTION, [PAGE_REQUEST_ID_HEADER]: 'r2' })?.status).toBe(400);
});

test('the ids of old requests are dropped', () => {
  const idOf = (number: number) => new Headers({ ...ACTION, [PAGE_REQUEST_ID_HEADER]: `n${number}` });
  for (let number = 0; number < 1001; number += 1) recordActionStart(idOf(number));
  const isKnown = (number: number) => replaced(Object.fromEntries(idOf(number))) === undefined;
  expect([0, 1, 1000].map(isKnown)).toEqual([false, true, true]);
});

test.each([
  [{ ...ACTION, 'sec-fetch-site': 'cross-site' }, 400, FORM_REFUSALS.otherSite],
  [{ ...ACTION, origin: 'https://evil.example', host: 'a.example' }, 400, FORM_REFUSALS.otherSite],
  [{ ...ACTION, 'content-length': '2000000' }, 413, FORM_REFUSALS.tooLarge],
])('%j is told why', (sent, status, message) => {
  expect(replaced(sent)).toEqual({ status, message });
});

test('only what may call an action is replaced', () => {
  expect(replaced({ 'content-type': 'text/plain' })).toBeUndefined();
  expect(replaced(ACTION, 500, 'GET')).toBeUndefined();
  expect(replaced(ACTION, 503)).toBeUndefined();
  expect(replaced(ACTION, 404)).toBeUndefined();
  expect(replaced({ ...ACTION, 'content-type': 'application/x-www-form-urlencoded' }, 404)?.status).toBe(400);
});

test("answers of Netlify's handler are completed in the same way", async () => {
  const asked = (headers: Record<string, string>) =>
    new Request('https://a.example', { method: 'POST', headers });
  const sent = new Headers({ 'content-length': '6', 'set-cookie': 'a=1', 'referrer-policy': 'no-referrer' });
  const failed = completeResponse(asked(ACTION), new Response('flight', { status: 500, headers: sent }));
  expect([failed.status, await failed.text()]).toEqual([400, FORM_REFUSALS.unreadable]);
  expect(failed.headers.get('content-type')).toBe('text/plain');
  expect(failed.headers.has('content-length')).toBe(false);
  const moved = completeResponse(asked({}), new Response(null, { status: 308, headers: sent }));
  expect(moved.status).toBe(308);
  expect(Object.fromEntries(moved.headers)).toMatchObject({
    ...ALL_HEADERS,
    'referrer-policy': 'no-referrer',
    'set-cookie': 'a=1',
  });
});

test('the error tracker gets errors of actions, and not those of clients', async () => {
  const reports: string[] = [];
  setErrorReporter(({ what }) => void reports.push(what));
  const context = {
    routerKind: 'App Router',
    routePath: '/account',
    revalidateReason: undefined,
  } as const;
  const report = (id: string, routeType: 'action' | 'render') =>
    onRequestError(
      new RangeError(id),
      { path: '/account?a=b', method: 'POST', headers: { ...ACTION, [PAGE_REQUEST_ID_HEADER]: id } },
      { ...context, routeType, renderSource: 'react-server-components-payload' },
    );
  await report('not-decoded', 'action');
  expect(reports).toEqual([]);
  await report('not-decoded', 'render');
  recordActionStart(new Headers({ [PAGE_REQUEST_ID_HEADER]: 'decoded' }));
  await report('decoded', 'action');
  setErrorReporter();
  expect(reports).toEqual(['RangeError', 'RangeError']);
});

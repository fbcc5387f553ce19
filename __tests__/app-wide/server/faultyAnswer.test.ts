/** @jest-environment node */
import { createServer, ServerResponse, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { completeResponse, defaultHeaders, installResponseCompletion } from '@/app/_server/completeResponses';
import { replacementFor } from '@/app/_server/faultyAnswer';
import { recordActionStart } from '@/app/_server/startedActions';
import { FORM_REFUSALS } from '@/config/formRefusals';
import { PAGE_REQUEST_ID_HEADER } from '@/config/requestHeaders';
import { CSP_HEADER, SCRIPTLESS_POLICY, SECURITY_HEADERS } from '@/config/security/securityHeaders';
import { onRequestError } from '@/instrumentation';
import { setErrorReporter } from '@/monitoring/errorReporting';

const MULTIPART = 'multipart/form-data; boundary=b';
const ALL_HEADERS = { ...SECURITY_HEADERS, [CSP_HEADER]: SCRIPTLESS_POLICY };

let answer: (response: ServerResponse) => void;
let server: Server;
let origin: string;

/** All test files of a Jest worker share Node's modules, so this patch is undone at the end. */
const originals = Object.fromEntries(
  ['writeHead', 'write', 'end'].map((name) => [name, Reflect.get(ServerResponse.prototype, name) as unknown]),
);

beforeAll(async () => {
  installResponseCompletion();
  server = createServer((request, response) => {
    request.resume();
    answer(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  Object.assign(ServerResponse.prototype, originals);
  server.closeAllConnections();
  server.close();
});

const post = (headers: Record<string, string>, method = 'POST') => fetch(origin, { method, headers });

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
    answer = way;
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
    answer = way;
    const response = await fetch(origin, { headers: ACTION }).catch((error: unknown) => error);
    // What claims to be compressed and is not cannot be read; it was not replaced.
    if (!(response instanceof Response)) return;
    expect(response.status).toBe(500);
    expect(Object.fromEntries(response.headers)).toMatchObject(ALL_HEADERS);
  },
);

test('the next request of the same connection is answered', async () => {
  for (const way of Object.values(WAYS)) {
    answer = way;
    await (await post(ACTION)).text();
    answer = (response) => response.end('fine');
    expect(await (await post(ACTION)).text()).toBe('fine');
  }
});

test('a method that a file does not have is a 405', async () => {
  answer = (response) => {
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

describe('a page that has thrown an error', () => {
  const NEXT_HEADERS = { 'content-type': 'text/html; charset=utf-8', [CSP_HEADER]: "script-src 'nonce-a'" };
  const USER = { cookie: 'language=ar; theme=dark', 'accept-language': 'de', [PAGE_REQUEST_ID_HEADER]: 'e1' };

  test('has an answer that needs no script, in the language and theme of the user', async () => {
    answer = (response) => {
      response.statusCode = 500;
      response.setHeaders(new Headers(NEXT_HEADERS));
      response.end('<html>');
    };
    for (const [headers, start, title] of [
      [USER, '<html lang="ar" dir="rtl" data-theme="dark">', 'حدث خطأ ما'],
      [{ 'accept-language': 'de' }, '<html lang="de" dir="ltr">', 'Etwas ist schiefgegangen'],
      [{}, '<html lang="en" dir="ltr">', 'Something went wrong'],
    ] as const) {
      const response = await fetch(origin, { headers });
      expect([response.status, response.headers.get(CSP_HEADER)]).toEqual([500, SCRIPTLESS_POLICY]);
      expect(response.headers.get('cache-control')).toBe('private, no-store');
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      const html = await response.text();
      expect(html).toContain(start);
      expect(html).toContain(`<h1>${title}</h1>`);
    }
  });

  test("is replaced by Netlify's handler as well", async () => {
    const request = new Request('https://a.example/session', { headers: USER });
    const page = completeResponse(request, new Response('<html>', { status: 500, headers: NEXT_HEADERS }));
    expect([page.status, page.headers.get(CSP_HEADER)]).toEqual([500, SCRIPTLESS_POLICY]);
    expect(await page.text()).toContain('<html lang="ar" dir="rtl" data-theme="dark">');
  });

  test('names the reference of the error in the log', async () => {
    const error = Object.assign(new Error('broken'), { digest: '4711' });
    setErrorReporter(() => Promise.resolve());
    const context = { routerKind: 'App Router', routePath: '/', routeType: 'render' } as const;
    await onRequestError(
      error,
      { path: '/', method: 'GET', headers: USER },
      { ...context, revalidateReason: undefined },
    );
    const request = new Request('https://a.example/session', { headers: USER });
    const page = completeResponse(request, new Response('', { status: 500, headers: NEXT_HEADERS }));
    expect(await page.text()).toContain('4711');
  });

  test('is not replaced for scripts of Next, nor after a form', () => {
    const html = { status: 500, allow: undefined, sent: new Headers() };
    expect(replacementFor({ ...html, method: 'GET', contentType: 'text/x-component' })).toBeUndefined();
    expect(replacementFor({ ...html, method: 'POST', contentType: 'text/html' })).toBeUndefined();
    expect(replacementFor({ ...html, method: 'GET', contentType: 'text/html', status: 503 })).toBeUndefined();
  });
});

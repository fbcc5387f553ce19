/** @jest-environment node */
import { completeResponse } from '@/app/_server/completeResponses';
import { replacementFor } from '@/app/_server/faultyAnswer';
import { PAGE_REQUEST_ID_HEADER } from '@/config/requestHeaders';
import { CSP_HEADER, SCRIPTLESS_POLICY } from '@/config/security/securityHeaders';
import { onRequestError } from '@/instrumentation';
import { setErrorReporter } from '@/monitoring/errorReporting';
import { setUpCompletedServer } from '../../support/completedServer';

const server = setUpCompletedServer();

const NEXT_HEADERS = { 'content-type': 'text/html; charset=utf-8', [CSP_HEADER]: "script-src 'nonce-a'" };
const USER = { cookie: 'language=ar; theme=dark', 'accept-language': 'de', [PAGE_REQUEST_ID_HEADER]: 'e1' };

test('a page that has thrown an error has an answer that needs no script, in the language and theme of the user', async () => {
  server.answer = (response) => {
    response.statusCode = 500;
    response.setHeaders(new Headers(NEXT_HEADERS));
    response.end('<html>');
  };
  for (const [headers, start, title] of [
    [USER, '<html lang="ar" dir="rtl" data-theme="dark">', 'حدث خطأ ما'],
    [{ 'accept-language': 'de' }, '<html lang="de" dir="ltr">', 'Etwas ist schiefgegangen'],
    [{}, '<html lang="en" dir="ltr">', 'Something went wrong'],
  ] as const) {
    const response = await fetch(server.origin, { headers });
    expect([response.status, response.headers.get(CSP_HEADER)]).toEqual([500, SCRIPTLESS_POLICY]);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await response.text();
    expect(html).toContain(start);
    expect(html).toContain(`<h1>${title}</h1>`);
  }
});

test("a page that has thrown an error is replaced by Netlify's handler as well", async () => {
  const request = new Request('https://a.example/session', { headers: USER });
  const page = completeResponse(request, new Response('<html>', { status: 500, headers: NEXT_HEADERS }));
  expect([page.status, page.headers.get(CSP_HEADER)]).toEqual([500, SCRIPTLESS_POLICY]);
  expect(await page.text()).toContain('<html lang="ar" dir="rtl" data-theme="dark">');
});

test('a page that has thrown an error names the reference of the error in the log', async () => {
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

test('an error is not replaced for scripts of Next, nor after a form', () => {
  const html = { status: 500, allow: undefined, sent: new Headers() };
  expect(replacementFor({ ...html, method: 'GET', contentType: 'text/x-component' })).toBeUndefined();
  expect(replacementFor({ ...html, method: 'POST', contentType: 'text/html' })).toBeUndefined();
  expect(replacementFor({ ...html, method: 'GET', contentType: 'text/html', status: 503 })).toBeUndefined();
});

/** @jest-environment node */
import { completeResponse } from '@/app/_server/completeResponses';
import { CSP_HEADER, SCRIPTLESS_POLICY } from '@/config/security/securityHeaders';
import { sendRaw } from '../../support/browser/rawRequest';
import { setUpCompletedServer } from '../../support/completedServer';

const server = setUpCompletedServer();

const USER = { accept: 'text/html,*/*', cookie: 'language=ar; theme=dark', 'accept-language': 'de' };

const navigate = (method: string) =>
  sendRaw(server.origin, { method, path: '/', headers: { ...USER, 'sec-fetch-mode': 'navigate' } });

const REFUSED: [about: string, method: string, status: number, text: string][] = [
  ['the address of a route that only takes forms', 'GET', 405, 'قد يكون الرابط قديمًا'],
  ['a form to a file', 'POST', 405, 'تعذرت قراءة هذا النموذج'],
  ['a form that no action takes', 'POST', 400, 'تعذرت قراءة هذا النموذج'],
  ['a form that is too large', 'POST', 413, 'هذا النموذج كبير جدًا'],
  ['a host that is not ours', 'GET', 421, 'هذا العنوان لا يتبع'],
];

test.each(REFUSED)('shows a page to a browser that navigates: %s', async (_about, method, status, text) => {
  for (const type of [undefined, 'text/plain; charset=utf-8']) {
    server.answer = (response) => {
      response.statusCode = status;
      response.setHeader('allow', 'GET, HEAD');
      if (type !== undefined) response.setHeader('content-type', type);
      response.end('Method Not Allowed');
    };
    const page = await navigate(method);
    expect(page.status).toBe(status);
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-store',
      allow: 'GET, HEAD',
      [CSP_HEADER]: SCRIPTLESS_POLICY,
    });
    expect(page.body).toContain('<html lang="ar" dir="rtl" data-theme="dark">');
    expect(page.body).toContain(text);
    // Its Sec-Fetch-Mode is `cors`.
    const script = await fetch(server.origin, { method, headers: USER });
    expect(await script.text()).toBe('Method Not Allowed');
  }
});

test('shows a page for a file that does not have the method', async () => {
  server.answer = (response) => {
    response.statusCode = 500;
    response.setHeader('allow', 'GET, HEAD');
    response.end('Internal Server Error');
  };
  const page = await navigate('POST');
  expect([page.status, page.headers['content-type']]).toEqual([405, 'text/html; charset=utf-8']);
});

test("shows a page in the place of an empty answer of Netlify's handler", () => {
  const request = new Request('https://a.example/theme', { headers: USER });
  const page = completeResponse(request, new Response(null, { status: 405 }));
  expect([page.status, page.headers.get('content-type')]).toEqual([405, 'text/html; charset=utf-8']);
});

test('keeps pages, data and other statuses', async () => {
  const request = new Request('https://a.example/theme', { method: 'POST', headers: USER });
  for (const [status, type] of [
    [400, 'text/html; charset=utf-8'],
    [405, 'application/json'],
    [409, 'text/plain'],
    [404, 'text/plain'],
  ] as const) {
    const kept = completeResponse(
      request,
      new Response('kept', { status, headers: { 'content-type': type } }),
    );
    expect([kept.status, await kept.text()]).toEqual([status, 'kept']);
  }
});

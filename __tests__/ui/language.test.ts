import { NextRequest } from 'next/server';
import type * as LanguageRoute from '@/app/language/route';
import type { AnswerServer } from '../support/answers';
import { askForPage, request, startFunctionServer } from '../support/pageRequest';

let server: AnswerServer;
let POST: typeof LanguageRoute.POST;
beforeAll(async () => {
  process.env.SITE_LANGUAGES = 'en,de,ar';
  server = await startFunctionServer();
  ({ POST } = await import('@/app/language/route'));
});
afterAll(() => server.close());
beforeEach(() => {
  askForPage(server, '/account');
  server.next = { body: { name: null, initials: null } };
});

const choose = (body: string, headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }) =>
  POST(
    new NextRequest(`${server.origin}/language`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    }),
  );

test('the chosen language is stored in the browser and with the account, and the page shows again', async () => {
  const now = jest.spyOn(Date, 'now').mockReturnValue(0);
  const response = await choose('language=de&redirectToPath=%2Faccount%2Femail');
  now.mockRestore();
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/account/email');
  expect(response.headers.get('set-cookie')).toBe(
    'language=de; Path=/; Expires=Fri, 01 Jan 1971 00:00:00 GMT; SameSite=Lax',
  );
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(server.requests).toEqual([
    expect.objectContaining({ method: 'PATCH', url: '/.netlify/functions/profile' }),
  ]);
});

test('without a session it is stored in the browser only', async () => {
  request.cookies.clear();
  const response = await choose('language=ar');
  expect(response.headers.get('set-cookie')).toContain('language=ar; ');
  expect(server.requests).toEqual([]);
});

test('a function that fails changes nothing for the browser', async () => {
  const errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  server.next = { status: 503 };
  const response = await choose('language=de');
  expect(response.headers.get('set-cookie')).toContain('language=de; ');
  expect(String(errors.mock.calls[0])).toContain('language-not-kept');
});

test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', ''])(
  'the redirect target %j leads to the home page',
  async (target) => {
    const response = await choose(`language=de&redirectToPath=${encodeURIComponent(target)}`);
    expect(response.headers.get('location')).toBe('/');
  },
);

test.each([
  '',
  'language=',
  'language=fr',
  'language=en-XA',
  'language=de%3B%20Domain%3Devil',
  '{"language":"de"}',
])('the form %j is refused', async (body) => {
  const response = await choose(body);
  expect(response.status).toBe(400);
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(server.requests).toEqual([]);
});

test('forms of other sites are refused, in the language of the user', async () => {
  request.headers.set('accept-language', 'de');
  const response = await choose('language=ar', {
    'sec-fetch-site': 'cross-site',
    origin: 'https://evil.example',
  });
  expect(response.status).toBe(403);
  expect(response.headers.get('set-cookie')).toBeNull();
  const html = await response.text();
  expect(html).toContain('<html lang="de" dir="ltr">');
  expect(html).toContain('Diese Anfrage kam von einer anderen Website');
});

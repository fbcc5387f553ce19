import '../support/pageRequest';
import { readFileSync } from 'node:fs';
import { NextRequest } from 'next/server';
import { POST } from '@/app/theme/route';

const CSS = readFileSync('public/tokens.css', 'utf8');

/** The custom properties of the first block after a selector. */
function propertiesAfter(selector: string): string[] {
  const start = CSS.indexOf(selector);
  expect(start).toBeGreaterThan(0);
  const block = CSS.slice(CSS.indexOf('{', start) + 1, CSS.indexOf('}', start));
  return block.split('\n').map((line) => line.trim());
}

test('a chosen dark theme has the colors of a device in dark mode', () => {
  const ofDevice = propertiesAfter(":root:not(:is([data-theme='light']");
  expect(ofDevice.filter((line) => line.startsWith('--')).length).toBeGreaterThan(15);
  expect(propertiesAfter(":root:is([data-theme='dark']")).toEqual(ofDevice);
});

const ORIGIN = 'http://localhost:8888';

const choose = (body: string, headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }) =>
  POST(
    new NextRequest(`${ORIGIN}/theme`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    }),
  );

test.each([
  ['dark', 'theme=dark; Path=/; Expires=Fri, 01 Jan 1971 00:00:00 GMT; SameSite=Lax'],
  ['light', 'theme=light; Path=/; Expires=Fri, 01 Jan 1971 00:00:00 GMT; SameSite=Lax'],
  ['system', 'theme=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; SameSite=Lax'],
])('the choice of %s is stored, and leads back', async (theme, cookie) => {
  const now = jest.spyOn(Date, 'now').mockReturnValue(0);
  const response = await choose(`theme=${theme}&redirectToPath=%2Faccount%2Femail`);
  now.mockRestore();
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/account/email');
  expect(response.headers.get('set-cookie')).toBe(cookie);
  expect(response.headers.get('cache-control')).toBe('private, no-store');
});

test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', ''])(
  'the redirect target %j leads to the home page',
  async (target) => {
    const response = await choose(`theme=dark&redirectToPath=${encodeURIComponent(target)}`);
    expect(response.headers.get('location')).toBe('/');
  },
);

test.each(['', 'theme=', 'theme=sepia', 'theme=dark%3B%20Domain%3Devil', '{"theme":"dark"}'])(
  'the form %j is refused',
  async (body) => {
    const response = await choose(body);
    expect(response.status).toBe(400);
    expect(response.headers.get('set-cookie')).toBeNull();
  },
);

test('forms of other sites are refused', async () => {
  const response = await choose('theme=dark', {
    'sec-fetch-site': 'cross-site',
    origin: 'https://evil.example',
  });
  expect(response.status).toBe(403);
  expect(response.headers.get('set-cookie')).toBeNull();
});

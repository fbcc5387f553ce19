import '../../support/pageRequest';
import { unavailablePath } from '@/app/_server/unavailable';
import { GET, POST } from '@/app/unavailable/route';

const NOW = Date.UTC(2026, 0, 1);

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
});
afterEach(() => {
  jest.useRealTimers();
});

const visit = (path: string) => GET(new Request(`http://localhost:8888${path}`));

test('responds 503 with Retry-After and a link to the requested page', async () => {
  const response = await visit(unavailablePath('/session?a=1&b=2', NOW));
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('10');
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  const html = await response.text();
  expect(html).toContain('href="/session?a=1&amp;b=2"');
  expect(html).toMatch(/<h1>[^<]+<\/h1>/);
  expect(html).not.toContain('<script');
});

test('redirects a later reload to the page', async () => {
  const address = unavailablePath('/account', NOW);
  jest.setSystemTime(NOW + 10_001);
  const response = await visit(address);
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/account');
});

test('does not promise users of a form that nothing was lost', async () => {
  const request = () =>
    new Request(`http://localhost:8888${unavailablePath('/account', NOW)}`, { method: 'POST' });
  const response = await POST(request());
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('may not have been saved');
  jest.setSystemTime(NOW + 10_001);
  expect((await POST(request())).status).toBe(303);
});

test('redirects a URL without a time to the page', async () => {
  expect((await visit('/unavailable?from=%2Fsession')).status).toBe(303);
  expect((await visit('/unavailable')).headers.get('location')).toBe('/');
});

test.each([
  '//evil.example',
  'https://evil.example',
  '/\\evil.example',
  '/%2Fevil.example',
  'javascript:alert(1)',
])('does not redirect to %s', async (from) => {
  expect(await (await visit(unavailablePath(from, NOW))).text()).not.toContain('evil');
  expect((await visit(unavailablePath(from, NOW - 20_000))).headers.get('location')).toBe('/');
});

test('escapes the parameters of the URL', async () => {
  const html = await (await visit(unavailablePath('/a?b="><script>alert(1)</script>', NOW))).text();
  expect(html).not.toContain('<script');
});

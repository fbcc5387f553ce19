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

test('says 503 and when to come back, and offers the page that was wanted', async () => {
  const response = visit(unavailablePath('/session?a=1&b=2', NOW));
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('10');
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  const html = await response.text();
  expect(html).toContain('href="/session?a=1&amp;b=2"');
  expect(html).toMatch(/<h1>[^<]+<\/h1>/);
  expect(html).not.toContain('<script');
});

test('reloaded later, it is a new try at the page itself', () => {
  const address = unavailablePath('/account', NOW);
  jest.setSystemTime(NOW + 10_001);
  const response = visit(address);
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/account');
});

test('to a form it does not promise that nothing was lost', async () => {
  const request = () =>
    new Request(`http://localhost:8888${unavailablePath('/account', NOW)}`, { method: 'POST' });
  const response = POST(request());
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('may not have been saved');
  jest.setSystemTime(NOW + 10_001);
  expect(POST(request()).status).toBe(303);
});

test('an address without a time is a new try, too', () => {
  expect(visit('/unavailable?from=%2Fsession').status).toBe(303);
  expect(visit('/unavailable').headers.get('location')).toBe('/');
});

test.each([
  '//evil.example',
  'https://evil.example',
  '/\\evil.example',
  '/%2Fevil.example',
  'javascript:alert(1)',
])('%s is not where it leads', async (from) => {
  expect(await visit(unavailablePath(from, NOW)).text()).not.toContain('evil');
  expect(visit(unavailablePath(from, NOW - 20_000)).headers.get('location')).toBe('/');
});

test('what stands in the address stays text', async () => {
  const html = await visit(unavailablePath('/a?b="><script>alert(1)</script>', NOW)).text();
  expect(html).not.toContain('<script');
});

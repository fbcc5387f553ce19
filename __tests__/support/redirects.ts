import { responseHeader, type FunctionResponse } from '../../netlify/platform/http/message.ts';

/** Where a redirect within the site leads: its path and the fields of its query. */
export function target(response: FunctionResponse): Record<string, string> {
  expect([response.statusCode, response.body]).toEqual([303, '']);
  expect(responseHeader(response, 'cache-control')).toBe('private, no-store');
  const url = new URL(responseHeader(response, 'location') ?? '', 'http://site.invalid');
  expect(url.host).toBe('site.invalid');
  return { path: url.pathname, ...Object.fromEntries(url.searchParams) };
}

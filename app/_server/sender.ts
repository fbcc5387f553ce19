import 'server-only';

/**
 * Whether a form was sent by a page of this site: by Sec-Fetch-Site, which no page can set, and in browsers without it
 * by comparing Origin with the host that was asked. Server actions check this by themselves, route handlers do not.
 */
export function isFromOurPages(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' || site === 'none';
  const origin = request.headers.get('origin');
  if (origin === null) return true;
  return URL.parse(origin)?.host === request.headers.get('host');
}

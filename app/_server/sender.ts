import 'server-only';

/**
 * Whether a form was sent by a page of this site: by Sec-Fetch-Site, which no page can set, and in browsers without it
 * by comparing Origin with the host that was asked. Of all this Next compares Origin, for server actions alone, and lets pass what has none.
 */
export function isFromOurPages(headers: Pick<Headers, 'get'>): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' || site === 'none';
  const origin = headers.get('origin');
  if (origin === null) return true;
  return URL.parse(origin)?.host === headers.get('host');
}

import 'server-only';

/**
 * Returns whether a form was sent by a page of this site: by Sec-Fetch-Site, which pages cannot set, and in browsers
 * without it by comparing Origin with the requested host. Next compares only Origin, only for server actions, and accepts
 * requests without it.
 */
export function isSameOrigin(headers: Pick<Headers, 'get'>): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' || site === 'none';
  const origin = headers.get('origin');
  if (origin === null) return true;
  return URL.parse(origin)?.host === headers.get('host');
}

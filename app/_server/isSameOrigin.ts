import 'server-only';

/**
 * Returns whether a form was sent by a page of this site: by Sec-Fetch-Site, which pages cannot set, and by
 * comparing Origin with the requested host. An Origin that is not a URL says nothing: browsers send `null`
 * for some forms of our own. Next compares only Origin, only for server actions, and accepts requests without
 * it.
 */
export function isSameOrigin(headers: Pick<Headers, 'get'>): boolean {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  const originHost = URL.parse(origin ?? '')?.host;
  if (site === null) return origin === null || originHost === headers.get('host');
  const isOurs = site === 'same-origin' || site === 'none';
  return isOurs && (originHost === undefined || originHost === headers.get('host'));
}

import { acceptedOrigin, MISDIRECTED_MESSAGE } from '../../../config/security/addresses.ts';
import { getEnv } from '../../../config/env/env.ts';
import type { FunctionEvent } from './message.ts';
import { Refusal } from './refusal.ts';

/**
 * The sender of a request, by the headers of browsers:
 * - `site`: a page of ours, or a navigation of the user
 * - `front-end`: the browser front end on WEBSITE_DOMAIN
 * - `unknown`: not a browser, or an old one
 * - `other-site`: a page of another site
 */
export type Sender = 'site' | 'front-end' | 'unknown' | 'other-site';

/**
 * Returns our origin that the request was sent to.
 *
 * @throws Refusal 421 if its host is not one of ours
 */
export function requestOrigin({ headers }: FunctionEvent): string {
  const origin = acceptedOrigin(getEnv(), headers.host);
  if (origin === undefined)
    throw new Refusal(421, 'MISDIRECTED_REQUEST', MISDIRECTED_MESSAGE, { field: 'host' });
  return origin;
}

/** Reads headers that browsers set and pages cannot: Sec-Fetch-Site if present, otherwise Origin. */
export function senderOf(event: FunctionEvent): Sender {
  const { origin } = event.headers;
  const site = event.headers['sec-fetch-site'];
  const own = requestOrigin(event);
  if (origin !== undefined && origin === getEnv().websiteDomain && origin !== own) return 'front-end';
  if (site !== undefined) return site === 'same-origin' || site === 'none' ? 'site' : 'other-site';
  if (origin === undefined) return 'unknown';
  return origin === own ? 'site' : 'other-site';
}

const readOnly = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests from pages of other sites. SameSite keeps the user's cookies out of such requests, but not
 * those of the response: another site could sign the user out, or in to another account.
 */
export function refuseCrossSite(event: FunctionEvent): void {
  if (readOnly.has(event.httpMethod) || senderOf(event) !== 'other-site') return;
  throw new Refusal(403, 'CROSS_ORIGIN_REFUSED', 'This request came from another site.');
}

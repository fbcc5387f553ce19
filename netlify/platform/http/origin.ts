import { acceptedOrigin, MISDIRECTED_MESSAGE } from '../../../config/security/addresses.ts';
import { getEnv } from '../../../config/env/env.ts';
import type { FunctionEvent } from './message.ts';
import { Refusal } from './refusal.ts';

/**
 * Who sent a request, as far as browsers tell:
 * - `site`: a page of ours, or the person herself
 * - `front-end`: the browser front end on WEBSITE_DOMAIN
 * - `unsaid`: not a browser, or one too old to say
 * - `stranger`: a page of somebody else
 */
export type Sender = 'site' | 'front-end' | 'unsaid' | 'stranger';

/**
 * The address of ours that a request came to.
 *
 * @throws Refusal 421 if its host is none of them
 */
export function requestOrigin({ headers }: FunctionEvent): string {
  const origin = acceptedOrigin(getEnv(), headers.host);
  if (origin === undefined)
    throw new Refusal(421, 'MISDIRECTED_REQUEST', MISDIRECTED_MESSAGE, { field: 'host' });
  return origin;
}

/** Reads the headers that a browser sets and no page can: Sec-Fetch-Site where there is one, else Origin. */
export function senderOf(event: FunctionEvent): Sender {
  const { origin } = event.headers;
  const site = event.headers['sec-fetch-site'];
  const own = requestOrigin(event);
  if (origin !== undefined && origin === getEnv().websiteDomain && origin !== own) return 'front-end';
  if (site !== undefined) return site === 'same-origin' || site === 'none' ? 'site' : 'stranger';
  if (origin === undefined) return 'unsaid';
  return origin === own ? 'site' : 'stranger';
}

const readOnly = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what a page of somebody else sends in a person's name. SameSite keeps her cookies out of it, but not the
 * answer's: without this a stranger could sign her out, or in as somebody else.
 */
export function refuseStrangers(event: FunctionEvent): void {
  if (readOnly.has(event.httpMethod) || senderOf(event) !== 'stranger') return;
  throw new Refusal(403, 'CROSS_ORIGIN_REFUSED', 'This request came from another site.');
}

import 'server-only';
import { RELAYED_HEADER } from '@/config/formRelay';
import { CSP_HEADER } from '@/config/security/securityHeaders';
import { sendRequest, type HttpResponse } from './sendRequest';
import { pageOrigin } from './pageOrigin';

/** A page calls functions twice: for the change, and to render itself. */
const TIMEOUT_MS = 15_000;

/** Request headers that the page needs. */
const FORWARDED_HEADERS = [
  ...['accept', 'accept-language', 'content-type', 'cookie', 'referer', 'user-agent'],
  ...['sec-fetch-dest', 'sec-fetch-mode', 'sec-fetch-site', 'sec-fetch-user'],
];

/** Other response headers are about the connection, or are added to every response anyway. */
const RETURNED_HEADERS = [
  CSP_HEADER,
  'cache-control',
  'content-type',
  'location',
  'referrer-policy',
  'retry-after',
];

/** Next's response header for a form whose action is not part of this build. */
const ACTION_NOT_FOUND = 'x-nextjs-action-not-found';

/** Whether the page has no such action, because another build rendered the form. */
export const hasNoSuchAction = ({ status, headers }: HttpResponse): boolean =>
  status === 409 && headers[ACTION_NOT_FOUND] === '1';

/**
 * Forwards a form to its own page. The sender has been checked: Next gets the origin of the page, because
 * browsers send `null` for some forms of our own.
 *
 * @param path of the page, with its query
 * @throws what {@link sendRequest} rejects with
 */
export async function relayForm(path: string, sent: Headers, body: Uint8Array): Promise<HttpResponse> {
  const origin = await pageOrigin();
  const headers: Record<string, string> = { [RELAYED_HEADER]: '1', origin };
  for (const name of FORWARDED_HEADERS) {
    const value = sent.get(name);
    if (value !== null) headers[name] = value;
  }
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  return sendRequest({ url: `${origin}${path}`, method: 'POST', headers, body, signal });
}

/** Turns the response of the page into the response of the relay. */
export function toResponse({ status, headers, body }: HttpResponse): Response {
  const handedBack = new Headers();
  for (const name of RETURNED_HEADERS) {
    const value = headers[name];
    if (typeof value === 'string') handedBack.set(name, value);
  }
  for (const cookie of headers['set-cookie'] ?? []) handedBack.append('set-cookie', cookie);
  return new Response([204, 304].includes(status) ? null : body, { status, headers: handedBack });
}

import 'server-only';
import { RELAYED_HEADER } from '@/config/formRelay';
import { CSP_HEADER } from '@/config/security/securityHeaders';
import { exchange, type HttpAnswer } from './exchange';
import { pageOrigin } from './pageOrigin';

/** A page asks functions twice: to change something, and to render itself. */
const TIMEOUT_MS = 15_000;

/** What a page wants to know of the browser. Next compares Origin with Host again. */
const PASSED_ON = [
  ...['accept', 'accept-language', 'content-type', 'cookie', 'origin', 'referer', 'user-agent'],
  ...['sec-fetch-dest', 'sec-fetch-mode', 'sec-fetch-site', 'sec-fetch-user'],
];

/** The rest is about the connection, or added to every answer anyway. */
const HANDED_BACK = [
  CSP_HEADER,
  'cache-control',
  'content-type',
  'location',
  'referrer-policy',
  'retry-after',
];

/** By this header Next tells its own client code that a form names an action that this build does not have. */
const ACTION_NOT_FOUND = 'x-nextjs-action-not-found';

/** Whether the page had no such action: its form was rendered by another build, or by nobody. */
export const hasNoSuchAction = ({ headers }: HttpAnswer): boolean => headers[ACTION_NOT_FOUND] === '1';

/**
 * Sends a form to its own page.
 *
 * @param path of the page, with its query
 * @throws what {@link exchange} rejects with
 */
export async function relayForm(path: string, sent: Headers, body: Uint8Array): Promise<HttpAnswer> {
  const headers: Record<string, string> = { [RELAYED_HEADER]: '1' };
  for (const name of PASSED_ON) {
    const value = sent.get(name);
    if (value !== null) headers[name] = value;
  }
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  return exchange({ url: `${await pageOrigin()}${path}`, method: 'POST', headers, body, signal });
}

/** The answer of the page as the answer of the relay. */
export function toResponse({ status, headers, body }: HttpAnswer): Response {
  const handedBack = new Headers();
  for (const name of HANDED_BACK) {
    const value = headers[name];
    if (typeof value === 'string') handedBack.set(name, value);
  }
  for (const cookie of headers['set-cookie'] ?? []) handedBack.append('set-cookie', cookie);
  return new Response([204, 304].includes(status) ? null : body, { status, headers: handedBack });
}

import type { IncomingHttpHeaders } from 'node:http';
import { sameSecret } from '../crypto/digest.ts';
import { badRequest, Refusal } from '../errors.ts';

/** The versions that the real core 11.4 accepts. All of them are answered as 5.4. */
export const CDI_VERSIONS: readonly string[] = [
  ...[
    '2.7',
    '2.8',
    '2.9',
    '2.10',
    '2.11',
    '2.12',
    '2.13',
    '2.14',
    '2.15',
    '2.16',
    '2.17',
    '2.18',
    '2.19',
    '2.20',
  ],
  ...['2.21', '3.0', '3.1', '4.0', '5.0', '5.1', '5.2', '5.3', '5.4'],
];

const VERSION = /^\d+(\.\d+){1,3}$/;

/** Without the header the newest version is meant. */
export function checkCdiVersion(headers: IncomingHttpHeaders): void {
  const version = headers['cdi-version'];
  if (version === undefined) return;
  if (Array.isArray(version) || !VERSION.test(version)) throw badRequest('cdi-version header is invalid');
  if (!CDI_VERSIONS.includes(version)) throw badRequest(`cdi-version ${version} not supported`);
}

/** With no key configured none is needed. A key may also come as a bearer token. */
export function checkApiKey(headers: IncomingHttpHeaders, keys: readonly string[]): void {
  if (keys.length === 0) return;
  const key = presentedKey(headers)?.trim();
  // Every key is compared, so that the time taken does not tell which one was close.
  const matches = keys.filter((known) => key !== undefined && sameSecret(known, key));
  if (matches.length === 0) throw new Refusal(401, 'Invalid API key');
}

function presentedKey(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['api-key'];
  return typeof key === 'string' ? key : headers.authorization?.replace(/^bearer /i, '');
}

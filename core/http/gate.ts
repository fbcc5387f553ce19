import type { IncomingHttpHeaders } from 'node:http';
import { findCdiVersion, isVersion, NEWEST_CDI_VERSION } from '../cdiVersions.ts';
import type { CdiVersion } from '../cdiVersions.ts';
import { sameSecret } from '../crypto/digest.ts';
import { badRequest, Refusal } from '../errors.ts';

/** Without the header the newest version is meant. */
export function readCdiVersion(headers: IncomingHttpHeaders): CdiVersion {
  const text = headers['cdi-version'];
  if (text === undefined) return NEWEST_CDI_VERSION;
  if (Array.isArray(text) || !isVersion(text)) throw badRequest('cdi-version header is invalid');
  const version = findCdiVersion(text);
  if (version === null) throw badRequest(`cdi-version ${text} not supported`);
  return version;
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

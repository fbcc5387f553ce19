import type { IncomingHttpHeaders } from 'node:http';
import { CDI_VERSIONS, findCdiVersion, isNewer, isVersion } from '../cdiVersions.ts';
import type { CdiVersion } from '../cdiVersions.ts';
import { sameSecret } from '../crypto/digest.ts';
import { badRequest, Refusal } from '../errors.ts';
import { PUBLIC } from '../recipes/multitenancy/names.ts';

/** The CDI version of a request. */
export interface AskedVersion {
  readonly text: string;
  /** null if the version is not served. */
  readonly known: CdiVersion | null;
}

/**
 * Reads the `cdi-version` header. The default is the newest version that the app allows; newer ones are
 * refused.
 */
export function readCdiVersion(headers: IncomingHttpHeaders, newest: CdiVersion): AskedVersion {
  const text = headers['cdi-version'] ?? newest;
  if (Array.isArray(text) || !isVersion(text)) throw badRequest('cdi-version header is invalid');
  if (isNewer(text, newest)) throw notServed(text);
  return { text, known: findCdiVersion(text) };
}

/** Tenants exist since version 3.0: before it their paths answer 404. */
export function checkTenantIsKnown({ text }: AskedVersion, tenantId: string): void {
  if (tenantId !== PUBLIC && isNewer('3.0', text)) throw new Refusal(404, 'Not found');
}

/** Refuses an unsupported version. Routes that are independent of the version treat it as the oldest one. */
export function checkIsServed({ text, known }: AskedVersion, isVersionless: boolean): CdiVersion {
  if (known !== null) return known;
  if (!isVersionless) throw notServed(text);
  return CDI_VERSIONS[0];
}

const notServed = (text: string) => badRequest(`cdi-version ${text} not supported`);

/** Checks the API key, if any is configured. The key may also be a bearer token. */
export function checkApiKey(headers: IncomingHttpHeaders, keys: readonly string[]): void {
  if (keys.length === 0) return;
  const key = presentedKey(headers)?.trim();
  // Compares all keys, so that the response time does not tell which one was close.
  const matches = keys.filter((known) => key !== undefined && sameSecret(known, key));
  if (matches.length === 0) throw new Refusal(401, 'Invalid API key');
}

function presentedKey(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['api-key'];
  return typeof key === 'string' ? key : headers.authorization?.replace(/^bearer /i, '');
}

import type { IncomingHttpHeaders } from 'node:http';
import { CDI_VERSIONS, findCdiVersion, isNewer, isVersion } from '../cdiVersions.ts';
import type { CdiVersion } from '../cdiVersions.ts';
import { secretsEqual } from '../crypto/digest.ts';
import { badRequest, HttpError } from '../errors.ts';
import { PUBLIC } from '../recipes/multitenancy/names.ts';

/** The CDI version of a request. */
export interface RequestedVersion {
  readonly text: string;
  /** null if the version is not served. */
  readonly known: CdiVersion | null;
}

/**
 * Reads the `cdi-version` header. The default is the newest version that the app allows; newer ones are
 * refused.
 */
export function readCdiVersion(headers: IncomingHttpHeaders, newest: CdiVersion): RequestedVersion {
  const text = headers['cdi-version'] ?? newest;
  if (Array.isArray(text) || !isVersion(text)) throw badRequest('cdi-version header is invalid');
  if (isNewer(text, newest)) throw unsupportedVersion(text);
  return { text, known: findCdiVersion(text) };
}

/** Tenants exist since version 3.0: before it their paths answer 404. */
export function requireTenantSupport({ text }: RequestedVersion, tenantId: string): void {
  if (tenantId !== PUBLIC && isNewer('3.0', text)) throw new HttpError(404, 'Not found');
}

/** Refuses an unsupported version. Routes that are independent of the version treat it as the oldest one. */
export function requireServedVersion({ text, known }: RequestedVersion, isVersionless: boolean): CdiVersion {
  if (known !== null) return known;
  if (!isVersionless) throw unsupportedVersion(text);
  return CDI_VERSIONS[0];
}

const unsupportedVersion = (text: string) => badRequest(`cdi-version ${text} not supported`);

/** Checks the API key, if any is configured. The key may also be a bearer token. */
export function checkApiKey(headers: IncomingHttpHeaders, keys: readonly string[]): void {
  if (keys.length === 0) return;
  const key = presentedApiKey(headers)?.trim();
  // Compares all keys, so that the response time does not tell which one was close.
  const matches = keys.filter((known) => key !== undefined && secretsEqual(known, key));
  if (matches.length === 0) throw new HttpError(401, 'Invalid API key');
}

function presentedApiKey(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['api-key'];
  return typeof key === 'string' ? key : headers.authorization?.replace(/^bearer /i, '');
}

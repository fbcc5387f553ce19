import type { IncomingHttpHeaders } from 'node:http';
import { CDI_VERSIONS, findCdiVersion, isNewer, isVersion } from '../cdiVersions.ts';
import type { CdiVersion } from '../cdiVersions.ts';
import { sameSecret } from '../crypto/digest.ts';
import { badRequest, Refusal } from '../errors.ts';
import { PUBLIC } from '../recipes/multitenancy/names.ts';

/** What a request says of the version that it wants to be answered in. */
export interface AskedVersion {
  readonly text: string;
  /** null where it is none that is served. */
  readonly known: CdiVersion | null;
}

/** Without the header the newest version is meant that the app allows. None beyond that is served, to anybody. */
export function readCdiVersion(headers: IncomingHttpHeaders, newest: CdiVersion): AskedVersion {
  const text = headers['cdi-version'] ?? newest;
  if (Array.isArray(text) || !isVersion(text)) throw badRequest('cdi-version header is invalid');
  if (isNewer(text, newest)) throw notServed(text);
  return { text, known: findCdiVersion(text) };
}

/** Tenants came with version 3.0: before it there is nothing at their paths. */
export function checkTenantIsKnown({ text }: AskedVersion, tenantId: string): void {
  if (tenantId !== PUBLIC && isNewer('3.0', text)) throw new Refusal(404, 'Not found');
}

/** What is served whatever the version is served to unknown ones as to the oldest. */
export function checkIsServed({ text, known }: AskedVersion, isVersionless: boolean): CdiVersion {
  if (known !== null) return known;
  if (!isVersionless) throw notServed(text);
  return CDI_VERSIONS[0];
}

const notServed = (text: string) => badRequest(`cdi-version ${text} not supported`);

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

import { badRequest } from '../../errors.ts';

/** The app that is always there, and in every app the tenant that is. */
export const PUBLIC = 'public';

/** First words of the core's own paths: a tenant of that name could not be told from them. */
export const RESERVED_WORDS: readonly string[] = ['recipe', 'config', 'users', 'hello'];

const ALLOWED = /^[a-z0-9-]+$/;

export function readAppId(input: string): string {
  const appId = input.trim().toLowerCase();
  checkName(appId, 'appId');
  return appId;
}

export function readTenantId(input: string): string {
  const tenantId = input.trim().toLowerCase();
  if (RESERVED_WORDS.includes(tenantId)) throw badRequest(`Cannot use '${tenantId}' as a tenantId`);
  checkName(tenantId, 'tenantId');
  return tenantId;
}

const HOST = /^([a-z0-9-]+(?:\.[a-z0-9-]+)*)(?::\d+)?$/;

/** A host by which clients reach a core that has several domains; the port does not count. */
export function readConnectionUriDomain(input: string): string {
  const domain = input.trim().toLowerCase();
  if (domain === '') throw badRequest('connectionUriDomain should not be an empty String');
  const host = HOST.exec(domain)?.[1];
  if (host === undefined) throw badRequest('connectionUriDomain is invalid');
  return host;
}

function checkName(name: string, field: 'appId' | 'tenantId'): void {
  if (name === '') throw badRequest(`${field} should not be an empty String`);
  if (name.startsWith('appid-')) throw badRequest(`${field} must not start with 'appid-'`);
  if (!ALLOWED.test(name)) throw badRequest(`${field} can only contain letters, numbers and hyphens`);
}

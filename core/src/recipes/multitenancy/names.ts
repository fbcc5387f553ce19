import { badRequest } from '../../errors.ts';

/** The default app, and the default tenant of each app. */
export const PUBLIC = 'public';

/** First segments of the core's own paths, which cannot be tenant ids. */
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

/** Reads a connection URI domain. The port is ignored. */
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

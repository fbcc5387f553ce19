import { badRequest } from '../../errors.ts';

/** First words of the core's own paths, which a tenant in a path could not be told from. */
const RESERVED = ['recipe', 'config', 'users', 'hello'];

const ALLOWED = /^[a-z0-9-]+$/;

export function readAppId(input: string): string {
  const appId = input.trim().toLowerCase();
  checkName(appId, 'appId');
  return appId;
}

export function readTenantId(input: string): string {
  const tenantId = input.trim().toLowerCase();
  if (RESERVED.includes(tenantId)) throw badRequest(`Cannot use '${tenantId}' as a tenantId`);
  checkName(tenantId, 'tenantId');
  return tenantId;
}

function checkName(name: string, field: 'appId' | 'tenantId'): void {
  if (name === '') throw badRequest(`${field} should not be an empty String`);
  if (name.startsWith('appid-')) throw badRequest(`${field} must not start with 'appid-'`);
  if (!ALLOWED.test(name)) throw badRequest(`${field} can only contain letters, numbers and hyphens`);
}

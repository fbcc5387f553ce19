import { PUBLIC, RESERVED_WORDS } from '../recipes/multitenancy/names.ts';

/** Where a request goes: `[/appid-<app>][/<tenant>]<path>`. */
export interface Address {
  readonly appId: string;
  readonly tenantId: string;
  /** Lower case, without a trailing slash; `/` for the root. */
  readonly path: string;
}

const APP = /^\/appid-([a-z0-9-]*)(?=\/|$)/;
const TENANT = /^\/([a-z0-9-]+)(?=\/|$)/;

/** Reads a path; null when nothing is served there. `isServed` knows the paths without prefixes. */
export function parseAddress(rawPath: string, isServed: (path: string) => boolean): Address | null {
  const whole = withoutTrailingSlash(rawPath.toLowerCase());
  if (isServed(whole)) return { appId: PUBLIC, tenantId: PUBLIC, path: whole };

  const app = APP.exec(whole);
  const appId = app?.[1] ?? '';
  const inApp = withoutTrailingSlash(whole.slice(app?.[0].length ?? 0));
  const named = { appId: appId === '' ? PUBLIC : appId };
  if (isServed(inApp)) return { ...named, tenantId: PUBLIC, path: inApp };

  const tenant = TENANT.exec(inApp);
  const tenantId = tenant?.[1];
  if (tenant === null || tenantId === undefined || RESERVED_WORDS.includes(tenantId)) return null;
  const path = withoutTrailingSlash(inApp.slice(tenant[0].length));
  return isServed(path) ? { ...named, tenantId, path } : null;
}

const withoutTrailingSlash = (path: string): string => (path.endsWith('/') ? path.slice(0, -1) : path) || '/';

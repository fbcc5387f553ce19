import { PUBLIC, RESERVED_WORDS } from '../recipes/multitenancy/names.ts';

/** The parts of a request path: `[/appid-<app>][/<tenant>]<path>`. */
export interface Address {
  readonly appId: string;
  readonly tenantId: string;
  /** Lower case, without a trailing slash; `/` for the root. */
  readonly path: string;
}

const APP = /^\/appid-([a-z0-9-]*)(?=\/|$)/;
const TENANT = /^\/([a-z0-9-]+)(?=\/|$)/;

/** Parses a path. Returns null if no route has it. `isServed` gets paths without app and tenant. */
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

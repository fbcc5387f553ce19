import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import type { Context } from './context.ts';
import { cachedPasswords, systemPasswords } from './crypto/passwords.ts';
import { openDatabase } from './db/open.ts';
import { ALL_FEATURES, isLimited } from './features.ts';
import type { Features } from './features.ts';
import { guardFromBrowsers } from './http/browserGuard.ts';
import { createRouter } from './http/router.ts';
import { serve } from './http/server.ts';
import { stderrLog } from './log.ts';
import type { Log } from './log.ts';
import { lifecycles, routes, unlicensedRoutes } from './recipes/index.ts';
import { RequestStats } from './recipes/core/requestStats.ts';
import { SigningKeys } from './recipes/jwt/signingKeys.ts';
import { combineLifecycles } from './recipes/lifecycle.ts';
import { createTenantDirectory } from './recipes/multitenancy/directory.ts';
import { ensurePublicTenant } from './recipes/multitenancy/tenants.ts';
import { startSweep } from './sweep.ts';

export { CDI_VERSIONS } from './cdiVersions.ts';
export { readCoreConfig } from './config/coreConfig.ts';
export { parseFeatures } from './features.ts';

export interface CoreOptions {
  /** 0 means any free port. */
  readonly port: number;
  /** Default: 127.0.0.1, which only this machine can reach. */
  readonly host?: string;
  /** A file, created if missing, or `:memory:`. */
  readonly data: string;
  /** Without keys, no key is required. */
  readonly apiKeys?: readonly string[];
  readonly clock?: Clock;
  /** Enables the real core's test mode: cached password hashes and short key rotation intervals. */
  readonly testing?: boolean;
  /**
   * The licensed features, by default all. Requests that need another one are answered 402, as in the real
   * core.
   */
  readonly features?: Features;
  readonly log?: Log;
}

export interface Core {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a core: opens its database and serves HTTP. Rejects with StartError. */
export async function startCore(options: CoreOptions): Promise<Core> {
  const { clock = systemClock, log = stderrLog, testing = false, features = ALL_FEATURES } = options;
  const db = openDatabase(options.data);
  try {
    const keys = new SigningKeys({ db, clock, testing });
    const requests = new RequestStats(clock);
    const context: Context = {
      db,
      clock,
      testing,
      features,
      keys,
      requests,
      passwords: testing ? cachedPasswords(systemPasswords) : systemPasswords,
      tenants: createTenantDirectory(db, { api_keys: options.apiKeys?.join(',') }),
      lifecycle: combineLifecycles([
        ...lifecycles,
        {
          appRemoved: (appId) => {
            keys.forget(appId);
            requests.forget(appId);
          },
        },
      ]),
    };
    await ensurePublicTenant(context);
    const { host = '127.0.0.1', port } = options;
    const served = isLimited(features) ? [...routes, ...unlicensedRoutes] : routes;
    const server = await serve(guardFromBrowsers(createRouter(served, context), host), host, port, log);
    const stopSweep = startSweep(context, log);
    return {
      url: server.url,
      close: async () => {
        stopSweep();
        await server.close();
        db.close();
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

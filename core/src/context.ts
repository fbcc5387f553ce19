import type { Clock } from './clock.ts';
import type { Passwords } from './crypto/passwords.ts';
import type { Database } from './db/database.ts';
import type { Features } from './features.ts';
import type { RequestStats } from './recipes/core/requestStats.ts';
import type { SigningKeys } from './recipes/jwt/signingKeys.ts';
import type { Lifecycle } from './recipes/lifecycle.ts';
import type { TenantDirectory } from './recipes/multitenancy/directory.ts';

/** Everything a handler may use. Created once, in index.ts; rules declare the parts they need. */
export interface Context {
  readonly db: Database;
  readonly clock: Clock;
  /** Whether the real core's test mode is on. */
  readonly testing: boolean;
  /** The licensed features. */
  readonly features: Features;
  readonly passwords: Passwords;
  readonly keys: SigningKeys;
  readonly requests: RequestStats;
  readonly tenants: TenantDirectory;
  readonly lifecycle: Lifecycle;
}

import type { Clock } from './clock.ts';
import type { Passwords } from './crypto/passwords.ts';
import type { Database } from './db/database.ts';
import type { Features } from './features.ts';
import type { RequestStats } from './recipes/core/requestStats.ts';
import type { SigningKeys } from './recipes/jwt/signingKeys.ts';
import type { Lifecycle } from './recipes/lifecycle.ts';
import type { TenantDirectory } from './recipes/multitenancy/directory.ts';

/** Everything a handler can be given. It is put together once, in index.ts; rules name the parts that they use. */
export interface Context {
  readonly db: Database;
  readonly clock: Clock;
  /** Whether the core runs as the real one does in its test mode. */
  readonly testing: boolean;
  /** What the licence covers. */
  readonly features: Features;
  readonly passwords: Passwords;
  readonly keys: SigningKeys;
  readonly requests: RequestStats;
  readonly tenants: TenantDirectory;
  readonly lifecycle: Lifecycle;
}

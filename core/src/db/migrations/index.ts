import { tenants } from './010-tenants.ts';
import { users } from './020-users.ts';
import { emailpassword } from './030-emailpassword.ts';
import { signingKeys } from './040-signing-keys.ts';
import { sessions } from './050-sessions.ts';
import { userIdMappings } from './060-user-id-mappings.ts';
import { emailverification } from './070-emailverification.ts';
import { usermetadata } from './080-usermetadata.ts';
import { userroles } from './090-userroles.ts';
import { passwordless } from './110-passwordless.ts';
import { totp } from './120-totp.ts';
import { webauthn } from './130-webauthn.ts';
import { tenantProviders } from './140-tenant-providers.ts';
import { dashboard } from './150-dashboard.ts';
import { usersByRecipe } from './200-users-by-recipe.ts';
import { userSearch } from './210-user-search.ts';
import type { Migration } from './migration.ts';

/** All migrations, in ascending order of their numbers. */
export const migrations: readonly Migration[] = [
  tenants,
  users,
  emailpassword,
  signingKeys,
  sessions,
  userIdMappings,
  emailverification,
  usermetadata,
  userroles,
  passwordless,
  totp,
  webauthn,
  tenantProviders,
  dashboard,
  usersByRecipe,
  userSearch,
];

import * as z from 'zod';

/** The role of administrators. Not configurable, because functions check it by name. */
export const ADMIN_ROLE = 'admin';

/** Permissions of the role, for tokens and for your own code. */
export const ADMIN_PERMISSIONS = ['users:read', 'users:manage'];

/** A role name for scripts/admin.ts. The core accepts any text. */
export const roleName = z.lazy(() =>
  z.string().regex(/^[a-z][a-z0-9_-]{0,49}$/, 'must begin with a letter: small letters, digits, - and _'),
);

import * as z from 'zod';

/** The role that opens the pages of the administrators. Its name is nobody's to configure: functions ask for it. */
export const ADMIN_ROLE = 'admin';

/** What the role allows, for tokens and for whatever a team builds on them. */
export const ADMIN_PERMISSIONS = ['users:read', 'users:manage'];

/** A role as the command of scripts/admin.ts makes it. The core takes any text. */
export const roleName = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,49}$/, 'must begin with a letter: small letters, digits, - and _');

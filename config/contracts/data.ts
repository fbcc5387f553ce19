import * as z from 'zod';

export const ACCOUNT_FUNCTION = '/.netlify/functions/account';

const anyRecord = z.record(z.string(), z.unknown());

/**
 * `GET account`: all stored data of the user. Times are milliseconds since the epoch. Besides the fields
 * below there is one for each feature that stores data of users (netlify/data/features.ts), null without a
 * database.
 */
export const accountData = z.looseObject({
  about: z.string(),
  /** As stored in the core, with all login methods. */
  user: anyRecord,
  metadata: anyRecord,
  roles: z.array(z.strictObject({ tenantId: z.string(), roles: z.array(z.string()) })),
  sessions: z.array(anyRecord),
});
export type AccountData = z.infer<typeof accountData>;

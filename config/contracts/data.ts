import * as z from 'zod';

export const ACCOUNT_FUNCTION = '/.netlify/functions/account';

/** The page from which a browser downloads the data. */
export const DOWNLOAD_PATH = '/account/data';

const anyRecord = z.record(z.string(), z.unknown());

/** `GET account`: all stored data of the user. Times are milliseconds since the epoch. */
export const accountData = z.strictObject({
  about: z.string(),
  /** As stored in the core, with all login methods. */
  user: anyRecord,
  metadata: anyRecord,
  roles: z.array(z.strictObject({ tenantId: z.string(), roles: z.array(z.string()) })),
  sessions: z.array(anyRecord),
  /** By day; null where activity is not recorded. */
  activity: anyRecord.nullable(),
});
export type AccountData = z.infer<typeof accountData>;

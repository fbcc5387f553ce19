import * as z from 'zod';

export const ACCOUNT_FUNCTION = '/.netlify/functions/account';

/** The page that a browser downloads the data from. */
export const DOWNLOAD_PATH = '/account/data';

const anyRecord = z.record(z.string(), z.unknown());

/** `GET account`: everything that is kept of somebody, for her own use. Times are milliseconds since the epoch. */
export const accountData = z.strictObject({
  about: z.string(),
  /** As the core has it, with every way to sign in. */
  user: anyRecord,
  metadata: anyRecord,
  roles: z.array(z.strictObject({ tenantId: z.string(), roles: z.array(z.string()) })),
  sessions: z.array(anyRecord),
  /** By day; null where it is kept nowhere. */
  activity: anyRecord.nullable(),
});
export type AccountData = z.infer<typeof accountData>;

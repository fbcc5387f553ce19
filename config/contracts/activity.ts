import * as z from 'zod';

export const ACTIVITY_FUNCTION = '/.netlify/functions/activity';

/** What an account's owner is told of afterwards. Failed sign-ins are not among them: they are counted. */
export const activityKind = z.enum([
  'signed_in',
  'password_changed',
  'password_reset',
  'email_changed',
  'email_change_cancelled',
  'sessions_ended',
  /** Somebody used a copy of a refresh token; the session was ended. */
  'theft_detected',
  /** By an administrator. */
  'sessions_ended_by_admin',
  'role_given',
  'role_taken',
]);
export type ActivityKind = z.infer<typeof activityKind>;

/** In words; null where the browser did not say, or where it is not the owner's. */
const deviceWords = z.string().nullable();

/** One thing that happened. `at` is in milliseconds since the epoch. */
export const activityEntry = z.strictObject({
  at: z.number(),
  kind: activityKind,
  browser: deviceWords,
  system: deviceWords,
});
export type ActivityEntry = z.infer<typeof activityEntry>;

/** What happened on one day of UTC, as in `2026-11-25`. */
const activityDay = z.strictObject({
  day: z.iso.date(),
  entries: z.array(activityEntry),
  /** How many more there were of a kind than are kept one by one. */
  more: z.array(z.strictObject({ kind: activityKind, times: z.number() })),
  failedSignIns: z.number(),
});
export type ActivityDay = z.infer<typeof activityDay>;

/** `GET activity`: the newest first. `down`: the record cannot be read just now; `absent`: there is none here. */
export const activityAnswer = z.strictObject({
  state: z.enum(['on', 'down', 'absent']),
  days: z.array(activityDay),
});
export type ActivityAnswer = z.infer<typeof activityAnswer>;

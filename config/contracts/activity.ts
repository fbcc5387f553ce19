import * as z from 'zod';

export const ACTIVITY_FUNCTION = '/.netlify/functions/activity';

/**
 * Events that are recorded for the owner of an account. Failed sign-ins are not included: they are only
 * counted.
 */
export const activityKind = z.enum([
  'signed_in',
  /** The first sign-in of the user in this browser, except for the one that created the account. */
  'new_browser',
  'password_changed',
  'password_reset',
  'email_changed',
  'email_change_cancelled',
  'sessions_ended',
  /** Another way to sign in became part of the account. */
  'sign_in_method_added',
  'sign_in_method_removed',
  'passkey_added',
  'passkey_removed',
  /** The use counter of a passkey did not go up. The sign-in was refused. */
  'passkey_copied',
  /** A sign-in with a passkey that the user had removed was refused. */
  'removed_passkey_refused',
  'second_factor_added',
  'second_factor_removed',
  /** A code was entered after the sign-in, and was wrong or already used. */
  'code_refused',
  'recovery_code_used',
  'recovery_codes_replaced',
  /** A copy of a refresh token was used; the session was ended. */
  'theft_detected',
  /** By an administrator. */
  'sessions_ended_by_admin',
  'second_factor_removed_by_admin',
  'role_given',
  'role_taken',
]);
export type ActivityKind = z.infer<typeof activityKind>;

/** Names for display; null if unknown, or if it is not the owner's browser. */
const deviceWords = z.string().nullable();

/** One event. `at` is in milliseconds since the epoch. */
export const activityEntry = z.strictObject({
  at: z.number(),
  kind: activityKind,
  browser: deviceWords,
  system: deviceWords,
});
export type ActivityEntry = z.infer<typeof activityEntry>;

/** The events of one day (UTC), for example `2026-11-25`. */
const activityDay = z.strictObject({
  day: z.iso.date(),
  entries: z.array(activityEntry),
  /** Events that are only counted, not listed. */
  omitted: z.array(z.strictObject({ kind: activityKind, count: z.number() })),
  failedSignIns: z.number(),
});
export type ActivityDay = z.infer<typeof activityDay>;

/** `GET activity`: newest first. `down`: the store is unavailable right now; `absent`: there is none. */
export const activityAnswer = z.strictObject({
  state: z.enum(['on', 'down', 'absent']),
  days: z.array(activityDay),
});
export type ActivityAnswer = z.infer<typeof activityAnswer>;

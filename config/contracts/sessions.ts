import * as z from 'zod';

export const SESSIONS_FUNCTION = '/.netlify/functions/sessions';

/** One place where somebody is signed in. Times are milliseconds since the epoch. */
export const sessionEntry = z.strictObject({
  handle: z.string(),
  /** In words; null where the browser did not say, or said nothing that we know. */
  browser: z.string().nullable(),
  system: z.string().nullable(),
  begun: z.number(),
  /** The last refresh, or the sign-in where there was none. */
  active: z.number(),
  /** Whether it is the session that asks. */
  current: z.boolean(),
});
export type SessionEntry = z.infer<typeof sessionEntry>;

/** `GET sessions`: the one that asks first, then the one that was active last; `more` counts those left out. */
export const sessionsAnswer = z.strictObject({
  sessions: z.array(sessionEntry),
  more: z.number(),
});
export type SessionsAnswer = z.infer<typeof sessionsAnswer>;

/** The query of `DELETE sessions`: whether the session that asks ends too. */
export const sessionsScope = z.strictObject({
  scope: z.enum(['others', 'all'], 'The scope is “others” or “all”.').default('others'),
});

/** `DELETE sessions/<handle>` ends one, `DELETE sessions` those of its scope. */
export const sessionsEnded = z.strictObject({ ended: z.number() });
export type SessionsEnded = z.infer<typeof sessionsEnded>;

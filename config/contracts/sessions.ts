import * as z from 'zod';
import { validationText } from './refusalReason.ts';

export const SESSIONS_FUNCTION = '/.netlify/functions/sessions';

/** One session. Times are milliseconds since the epoch. */
export const sessionEntry = z.strictObject({
  handle: z.string(),
  /** Names for display; null if unknown. */
  browser: z.string().nullable(),
  system: z.string().nullable(),
  /** Where the user signed in, as a guess from the network address; null if unknown. */
  place: z.string().nullable(),
  createdAt: z.number(),
  /** The last refresh, or the sign-in if there was none. */
  lastActiveAt: z.number(),
  /** Whether it is the current session. */
  current: z.boolean(),
});
export type SessionEntry = z.infer<typeof sessionEntry>;

/** `GET sessions`: the current one first, then by last activity; the omitted ones are only counted. */
export const sessionsAnswer = z.strictObject({
  sessions: z.array(sessionEntry),
  omittedSessions: z.number(),
});
export type SessionsAnswer = z.infer<typeof sessionsAnswer>;

/** The query of `DELETE sessions`: whether the current session ends, too. */
export const sessionsScope = z.strictObject({
  scope: z
    .enum(['others', 'all'], validationText('sessions.scope', 'The scope is “others” or “all”.'))
    .default('others'),
});

/** `DELETE sessions/<handle>` ends one session, `DELETE sessions` those of its scope. */
export const sessionsEnded = z.strictObject({ ended: z.number() });
export type SessionsEnded = z.infer<typeof sessionsEnded>;

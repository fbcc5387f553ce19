import * as z from 'zod';

/** The functions as the pages know them: paths, answers, and the codes by which a refusal is recognised. */
export const FUNCTION_PATHS = {
  user: '/.netlify/functions/user',
  profile: '/.netlify/functions/profile',
  sessions: '/.netlify/functions/sessions',
  password: '/.netlify/functions/password',
  activity: '/.netlify/functions/activity',
  email: '/.netlify/functions/email',
  admin: '/.netlify/functions/admin',
  account: '/.netlify/functions/account',
} as const;

/** `GET user`: what the access token says, without asking the core. */
export const userAnswer = z.strictObject({
  sessionHandle: z.string(),
  userId: z.string(),
  accessTokenPayload: z.record(z.string(), z.unknown()),
});
export type UserAnswer = z.infer<typeof userAnswer>;

/** What a person says of herself; null where she says nothing. */
export const profileFields = z.strictObject({ name: z.string().nullable(), initials: z.string().nullable() });
export type ProfileFields = z.infer<typeof profileFields>;

/** One way into an account, by the recipe that keeps it, and the address, number or provider that it is for. */
export const wayIn = z.strictObject({
  recipe: z.enum(['emailpassword', 'passwordless', 'thirdparty', 'webauthn']),
  identity: z.string(),
  since: z.number(),
});
export type WayIn = z.infer<typeof wayIn>;

/** `GET profile`: what only the core knows. Times are milliseconds since the epoch. */
export const profileAnswer = z.strictObject({
  userId: z.string(),
  emails: z.array(z.string()),
  timeJoined: z.number(),
  fields: profileFields,
  waysIn: z.array(wayIn),
  session: z.strictObject({ handle: z.string(), begun: z.number(), ends: z.number() }),
});
export type ProfileAnswer = z.infer<typeof profileAnswer>;

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

/** `PUT password`: the password is changed, and what came of the rest. */
export const passwordChanged = z.strictObject({
  /** How many other sessions were ended; null where they could not be. */
  sessionsEnded: z.number().nullable(),
  /** Whether a mail about it was sent. */
  notified: z.boolean(),
});
export type PasswordChanged = z.infer<typeof passwordChanged>;

/** `POST account/deletion`: nothing is left, and whether a mail says so. */
export const accountDeleted = z.strictObject({ deleted: z.literal(true), notified: z.boolean() });
export type AccountDeleted = z.infer<typeof accountDeleted>;

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
/** `POST email/verification`: a mail with a link is on its way, or there was no need for one. */
export const verificationAsked = z.strictObject({ status: z.enum(['sent', 'verified']) });

/** `PUT email`: a mail went to the new address; `notified` says whether one went to the old address. */
export const emailChangeAsked = z.strictObject({ sentTo: z.string(), notified: z.boolean() });
export type EmailChangeAsked = z.infer<typeof emailChangeAsked>;

/**
 * `POST email/confirmation`: the address is another one now, and whether the old one was told. `already` says that the
 * link was used before.
 */
export const emailChanged = z.strictObject({
  email: z.string(),
  notified: z.boolean(),
  already: z.boolean(),
});

/** `POST email/cancellation`: nothing changes, and whether this browser was signed in to that account. */
export const emailChangeCancelled = z.strictObject({
  cancelled: z.literal(true),
  signedOutHere: z.boolean(),
});

/** `GET health`: can this deploy sign people in? */
export interface HealthAnswer {
  status: 'ok' | 'unavailable';
  core:
    | {
        reachable: true;
        /** Of the interface that the core speaks. */
        versions: string[];
        latencyMs: number;
        /** The paid features that its licence includes; null if it did not say. */
        features: readonly string[] | null;
        /** Those of CORE_FEATURES that it lacks. */
        missingFeatures: readonly string[];
      }
    | { reachable: false; reason: string };
  /** Whether tries are counted: `down` and `absent` let everybody through. */
  throttle: 'on' | 'down' | 'absent';
  app: {
    version: string;
    /** Where the build knew it. */
    commit: string | undefined;
  };
}

/**
 * Codes of our own refusals. SESSION_REQUIRED: nobody is signed in. SESSION_REFRESH_REQUIRED: the access token cannot be
 * used, the refresh token may. EMAIL_NOT_VERIFIED: somebody is, and has to verify her address first. A 401 without one of these two was not sent by our functions. ADMIN_REQUIRED: somebody is
 * signed in, and does not have the role. USER_CHANGED: the form was rendered for another user than the one who is signed
 * in now. CONFLICT: possible in itself, and not as things are.
 */
const ERROR_CODES = [
  'SESSION_REQUIRED',
  'SESSION_REFRESH_REQUIRED',
  'METHOD_NOT_ALLOWED',
  'NOT_FOUND',
  'BAD_REQUEST',
  'CONFLICT',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'CROSS_ORIGIN_REFUSED',
  'ADMIN_REQUIRED',
  'USER_CHANGED',
  'EMAIL_NOT_VERIFIED',
  'TOO_MANY_REQUESTS',
  'MISDIRECTED_REQUEST',
  'CORE_UNAVAILABLE',
  'STORE_UNAVAILABLE',
  'MAIL_UNAVAILABLE',
  'INTERNAL_ERROR',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** The body of every refusal of our own. `field` names the part of the input that was wrong. */
export const errorAnswer = z.strictObject({
  error: z.strictObject({
    code: z.enum(ERROR_CODES),
    message: z.string(),
    field: z.string().optional(),
    requestId: z.string(),
  }),
});
export type ErrorAnswer = z.infer<typeof errorAnswer>;

/** Netlify's id of a request; every answer and every log line carries it. */
export const REQUEST_ID_HEADER = 'x-nf-request-id';

/** Builds the body of a refusal. */
export function toErrorAnswer(
  code: ErrorCode,
  message: string,
  requestId: string,
  field?: string,
): ErrorAnswer {
  return { error: { code, message, ...(field === undefined ? {} : { field }), requestId } };
}

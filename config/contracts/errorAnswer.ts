import * as z from 'zod';

/**
 * Codes of our errors. SESSION_REQUIRED: not signed in. SESSION_REFRESH_REQUIRED: the access token is not
 * valid, but the refresh token may be. A 401 without one of these two is not from our functions.
 * EMAIL_NOT_VERIFIED: the user has to verify their email address first. ADMIN_REQUIRED: the user does not
 * have the role. USER_CHANGED: the form was rendered for another user than the one who is signed in now.
 * RECENT_SIGN_IN_REQUIRED, RECENT_FACTOR_REQUIRED: the user has to sign in again, or give their second
 * factor again, see netlify/platform/session/recentProof.ts. SECOND_FACTOR_REQUIRED,
 * SECOND_FACTOR_SETUP_REQUIRED: the session can do nothing before the user has given their second factor, or
 * set one up. CONFLICT: possible in general, but not in the current state.
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
  'RECENT_SIGN_IN_REQUIRED',
  'RECENT_FACTOR_REQUIRED',
  'SECOND_FACTOR_REQUIRED',
  'SECOND_FACTOR_SETUP_REQUIRED',
  'TOO_MANY_REQUESTS',
  'MISDIRECTED_REQUEST',
  'CORE_UNAVAILABLE',
  'STORE_UNAVAILABLE',
  'MAIL_UNAVAILABLE',
  'INTERNAL_ERROR',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** The values of a message: numbers, and texts that were entered. */
const messageParams = z.lazy(() => z.record(z.string(), z.union([z.string(), z.number()])));
export type MessageParams = z.infer<typeof messageParams>;

/**
 * The body of all our errors. `field` names the invalid part of the input. `message` is in English; `reason`
 * and `params` name its translation, see config/contracts/refusalReason.ts.
 */
export const errorAnswer = z.lazy(() =>
  z.strictObject({
    error: z.strictObject({
      code: z.enum(ERROR_CODES),
      message: z.string(),
      field: z.string().optional(),
      reason: z.string().optional(),
      params: messageParams.optional(),
      requestId: z.string(),
    }),
  }),
);
export type ErrorAnswer = z.infer<typeof errorAnswer>;

type ErrorDetails = Partial<Pick<ErrorAnswer['error'], 'field' | 'reason' | 'params'>>;

/** Netlify's id of a request; all responses and log lines contain it. */
export const REQUEST_ID_HEADER = 'x-nf-request-id';

/** Builds the body of an error. Leaves out what is undefined. */
export function toErrorAnswer(
  code: ErrorCode,
  message: string,
  requestId: string,
  { field, reason, params }: ErrorDetails = {},
): ErrorAnswer {
  return {
    error: {
      code,
      message,
      ...(field !== undefined && { field }),
      ...(reason !== undefined && { reason }),
      ...(params !== undefined && { params }),
      requestId,
    },
  };
}

import * as z from 'zod';

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

/** What the pages and the function for signing in with an email link share. */
import * as z from 'zod';
import { MAX_EMAIL_CHARACTERS } from '../rules/emailRule.ts';
import { LINK_DEVICE_PATH } from '../session/sessionCookies.ts';
import { validationText } from './refusalReason.ts';

export const MAGIC_LINK_FUNCTION = LINK_DEVICE_PATH;

/**
 * The forms, by the last part of their path. They are sent as `application/x-www-form-urlencoded`, and
 * answered with a redirect.
 */
export const MAGIC_LINK_FORMS = {
  request: `${MAGIC_LINK_FUNCTION}/request`,
  resend: `${MAGIC_LINK_FUNCTION}/resend`,
  code: `${MAGIC_LINK_FUNCTION}/code`,
  link: `${MAGIC_LINK_FUNCTION}/link`,
} as const;

/** The pages, below WEBSITE_BASE_PATH. */
export const CHECK_EMAIL_SCREEN = 'check-email';
export const EMAIL_LINK_SCREEN = 'email-link';

/** Fields of the forms and parameters of the link. */
export const LINK_FIELDS = {
  /** Identifies the request of a code; `preAuthSessionId` of SuperTokens. */
  request: 'id',
  /** The code of the link, or the one that the user entered. */
  code: 'code',
  /** The address that the page shows. */
  email: 'email',
  /** Random: tells a form that is sent twice from the same link in another page. */
  attempt: 'attempt',
  /** The user confirmed that they requested the link in another browser. */
  elsewhere: 'elsewhere',
} as const;

export const ELSEWHERE_CONFIRMED = 'yes';

/** Query parameter: how often the user may still enter a wrong code. */
export const TRIES_LEFT_PARAM = 'left';

/** Query parameter: another email was just sent. */
export const SENT_AGAIN_PARAM = 'sent';

const INCOMPLETE = validationText('magic-link.linkIncomplete', 'The link is not complete.');

const token = z.string(INCOMPLETE).regex(/^[\w+/=-]{20,200}$/, INCOMPLETE);

/** `GET magic-link/link`: the parameters of a link. */
export const linkQuery = z.strictObject({ [LINK_FIELDS.request]: token, [LINK_FIELDS.code]: token });
export type LinkQuery = z.infer<typeof linkQuery>;

/** `GET magic-link/link`: the address that the link signs in. */
export const linkAnswer = z.strictObject({ email: z.string() });
export type LinkAnswer = z.infer<typeof linkAnswer>;

/** Why a form of the page "Check your email" was refused. The page has the text. */
const CODE_PROBLEMS = [
  'code_malformed',
  'code_wrong',
  'code_expired',
  'code_tries_used',
  'code_limit',
  'mail_limit',
  'newer_request',
] as const;

export type CodeProblem = (typeof CODE_PROBLEMS)[number];

/** Reads a query parameter: only what the function writes is a problem. */
export function toCodeProblem(value: unknown): CodeProblem | undefined {
  return CODE_PROBLEMS.find((problem) => problem === value);
}

/** Tells the page "Check your email" what this browser has requested. Scripts cannot read it. */
export const CODE_REQUEST_COOKIE = 'emailCodeRequest';

const codeRequest = z.object({
  id: token,
  email: z.string().min(1).max(MAX_EMAIL_CHARACTERS),
  /** When the last mail was sent, in milliseconds since the epoch. */
  sentAt: z.coerce.number().int().positive(),
});
export type CodeRequest = z.infer<typeof codeRequest>;

/** The value of {@link CODE_REQUEST_COOKIE}. */
export function writeCodeRequest({ id, email, sentAt }: CodeRequest): string {
  return new URLSearchParams({ id, email, sentAt: String(sentAt) }).toString();
}

/** Reads the value of {@link CODE_REQUEST_COOKIE}; undefined if it is none of ours. */
export function readCodeRequest(value: string | undefined): CodeRequest | undefined {
  return codeRequest.safeParse(Object.fromEntries(new URLSearchParams(value ?? ''))).data;
}

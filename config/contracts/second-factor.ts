import * as z from 'zod';
import { MAX_CODE_CHARACTERS } from '../rules/limits.ts';
import type { FactorObstacle } from '../session/secondFactor.ts';
import { pageAfterForm, REDIRECT_PARAM } from '../session/sessionRoutes.ts';
import { validationText } from './refusalReason.ts';

export const SECOND_FACTOR_FUNCTION = '/.netlify/functions/second-factor';

/** Takes the form with a code, as `application/x-www-form-urlencoded`, and redirects. */
export const CODE_FORM_ROUTE = `${SECOND_FACTOR_FUNCTION}/code`;

/** A navigation that brings the claims of a session up to date, and redirects. */
export const FACTOR_CHECK_ROUTE = `${SECOND_FACTOR_FUNCTION}/check`;

/** Fields of the form with a code. */
export const CODE_FIELDS = { code: 'code', trust: 'trust', page: 'page' } as const;

/** Value of the ticked checkbox, and of the query parameter that keeps it ticked after a refusal. */
export const TRUST_CHECKED = 'on';

/** The pages that have the form. */
export const CODE_PAGES = { signIn: '/second-factor', confirm: '/confirm-identity' } as const;

/** The query parameter of both pages that asks for a recovery code, and the field of their form. */
export const USE_PARAM = 'use';
export const USE_RECOVERY = 'recovery';

/** The query parameter of the page "Confirm it's you" that asks for the second factor. */
export const PROOF_PARAM = 'proof';
export const FACTOR_PROOF = 'factor';

/** The page on which users add and remove their second factor. */
export const FACTOR_SETTINGS_PATH = '/account/two-factor';

/** The query parameters with which the function tells the page why a code was refused. */
export const CODE_PROBLEM_PARAM = 'problem';
export const CODE_WAIT_PARAM = 'wait';

const CODE_PROBLEMS = ['code_refused', 'too_many_tries'] as const;

/** Why a code was refused. The page has the text. */
export type FactorProblem = (typeof CODE_PROBLEMS)[number];

/** Reads a query parameter: only what the function writes is a problem. */
export function toFactorProblem(value: unknown): FactorProblem | undefined {
  return CODE_PROBLEMS.find((problem) => problem === value);
}

const NO_CODE = validationText('second-factor.noCode', 'Enter the code.');
const CODE_TOO_LONG = validationText('second-factor.codeTooLong', 'This code is too long.');

/** The field with the key that a form is about. */
export const SETUP_FIELD = 'setupId';

const OTHER_SETUP = validationText(
  'second-factor.notBegun',
  'This took too long, or was begun elsewhere. Reload the page and begin again.',
);

/** `POST second-factor/setup/confirmation`: a page that was opened earlier may show another key. */
export const setupConfirmation = z.strictObject({
  [SETUP_FIELD]: z.string(OTHER_SETUP).optional(),
  code: z.string(NO_CODE).trim().min(1, NO_CODE).max(MAX_CODE_CHARACTERS, CODE_TOO_LONG),
});

/** A secret for an authenticator app. */
const appKey = z.strictObject({
  [SETUP_FIELD]: z.string(),
  /** In base32. */
  secret: z.string(),
  uri: z.string(),
  /** A QR code as an SVG path of unit squares, in a square of `size` units. */
  qr: z.strictObject({ size: z.number(), path: z.string() }),
});
export type AppKeyAnswer = z.infer<typeof appKey>;

/** A browser in which the user is not asked for a code. Times are milliseconds since the epoch. */
const trustedBrowser = z.strictObject({
  browser: z.string().nullable(),
  system: z.string().nullable(),
  trustedAt: z.number(),
  expiresAt: z.number(),
});
export type TrustedBrowserEntry = z.infer<typeof trustedBrowser>;

/** A factor without its secrets. Times are milliseconds since the epoch. */
export const factorSummary = z.strictObject({
  addedAt: z.number(),
  recoveryCodesLeft: z.number(),
  /** Whether the user has confirmed that they saved their recovery codes. */
  codesSaved: z.boolean(),
});

/** The field with the set of recovery codes that a form is about. */
export const CODES_FIELD = 'codesId';

const CODES_REPLACED = validationText(
  'second-factor.codesReplaced',
  'Your recovery codes were replaced in the meantime. Reload the page.',
);

/** `POST second-factor/recovery-codes/saved`: a page that was opened earlier shows an earlier set. */
export const savedCodes = z.strictObject({ [CODES_FIELD]: z.string(CODES_REPLACED) });

/** `GET second-factor`. */
export const secondFactorAnswer = z.strictObject({
  /** The user's factor, and which set of recovery codes it has; null if they have none. */
  factor: factorSummary.extend({ codesId: z.string() }).nullable(),
  /** What this session has begun to add; null if nothing. */
  setup: appKey.nullable(),
  trustedBrowsers: z.array(trustedBrowser),
  /** Whether the user has to have a factor. */
  required: z.boolean(),
});
export type SecondFactorAnswer = z.infer<typeof secondFactorAnswer>;

/** `POST second-factor/setup`: the secret comes with `GET second-factor`. */
export const setupBegun = z.strictObject({ begun: z.literal(true) });

/** `POST second-factor/setup/confirmation` and `POST second-factor/recovery-codes`: shown once. */
export const recoveryCodes = z.strictObject({
  recoveryCodes: z.array(z.string()),
  /** Whether a notification was sent. */
  notified: z.boolean(),
});
export type RecoveryCodesAnswer = z.infer<typeof recoveryCodes>;

/** `POST second-factor/recovery-codes/saved`. */
export const recoveryCodesSaved = z.strictObject({ saved: z.literal(true) });

/** `DELETE second-factor`. */
export const factorRemoved = z.strictObject({ removed: z.literal(true), notified: z.boolean() });

/** `DELETE second-factor/trusted-browsers`. */
export const browsersForgotten = z.strictObject({ forgotten: z.number() });

/** Returns a URL that leads to `target` afterwards. */
export const withTarget = (path: string, target: string): string =>
  `${path}?${new URLSearchParams({ [REDIRECT_PARAM]: pageAfterForm(target) }).toString()}`;

/**
 * Returns the URL of the page "Confirm it's you" that asks for the second factor and then leads to `wanted`.
 */
export const proofPagePath = (wanted: string): string =>
  `${withTarget(CODE_PAGES.confirm, wanted)}&${PROOF_PARAM}=${FACTOR_PROOF}`;

const SIGN_OUT_PATH = '/sign-out';

/**
 * Returns where a session with an obstacle has to go; undefined if it may open this page.
 *
 * @param pathname of the requested page
 * @param wanted its path and query, to come back to
 */
export function factorObstaclePath(
  obstacle: FactorObstacle,
  pathname: string,
  wanted: string,
): string | undefined {
  if (pathname === CODE_PAGES.signIn || pathname === SIGN_OUT_PATH) return undefined;
  if (obstacle === 'check') return withTarget(FACTOR_CHECK_ROUTE, wanted);
  if (obstacle === 'code') return withTarget(CODE_PAGES.signIn, wanted);
  return pathname === FACTOR_SETTINGS_PATH ? undefined : FACTOR_SETTINGS_PATH;
}

/**
 * The forms of the screens for a forgotten password and for the verification of an address. They work without
 * JavaScript: they are sent as `application/x-www-form-urlencoded` to these routes of the auth function,
 * which answer with a redirect to their screen.
 */
export const CREDENTIAL_FORM_ROUTES = {
  requestReset: '/form/reset-link',
  resetPassword: '/form/new-password',
  requestVerification: '/form/verification-link',
  verifyEmail: '/form/verification',
} as const;

export type CredentialForm = keyof typeof CREDENTIAL_FORM_ROUTES;

/** Fields of the forms, besides those for the address and the page to go to afterwards. */
export const CREDENTIAL_FIELDS = {
  /** Of the link in the mail; the widget reads it from the parameter of the same name. */
  token: 'token',
  password: 'password',
  confirmation: 'confirm-password',
} as const;

/** The query parameter with which the auth function tells a screen what was done. */
export const DONE_PARAM = 'done';

const OUTCOMES = [
  'reset_requested',
  'password_changed',
  'verification_sent',
  'verified',
  'verified_already',
] as const;

/** What a form has done. The page has the text. */
export type CredentialOutcome = (typeof OUTCOMES)[number];

const PROBLEMS = [
  'email_invalid',
  'mail_limit',
  'link_used',
  'password_refused',
  'passwords_differ',
  'other_user',
  'rejected',
] as const;

/** Why a form was refused. The page has the text. */
export type CredentialProblem = (typeof PROBLEMS)[number];

/** Reads a query parameter: only what the auth function writes is an outcome. */
export const toCredentialOutcome = (value: unknown): CredentialOutcome | undefined =>
  OUTCOMES.find((outcome) => outcome === value);

/** Reads a query parameter: only what the auth function writes is a problem. */
export const toCredentialProblem = (value: unknown): CredentialProblem | undefined =>
  PROBLEMS.find((problem) => problem === value);

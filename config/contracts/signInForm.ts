import { SIGN_IN_METHODS, type SignInMethod } from '../signInMethods.ts';

/**
 * The forms for signing in and creating an account that work without JavaScript. They are sent as
 * `application/x-www-form-urlencoded` to these routes of the auth function, which answer with a redirect.
 */
export const SIGN_IN_FORM_ROUTES = { signin: '/form/signin', signup: '/form/signup' } as const;

export type SignInMode = keyof typeof SIGN_IN_FORM_ROUTES;

/** The query parameter of the sign-in page that chooses the form; the widget's own name for it. */
export const MODE_PARAM = 'show';

/** The query parameter with which the auth function tells the sign-in page why a form was refused. */
export const PROBLEM_PARAM = 'formError';

/** The seconds to wait, with the problem `too_many_tries`. */
export const WAIT_PARAM = 'wait';

/** The provider that a problem is about. */
export const PROVIDER_PARAM = 'provider';

/** The ways to sign in to the account that has the address, with the problem `other_method`. */
export const METHOD_PARAM = 'method';

const METHOD_SEPARATOR = '.';

/** Writes the value of METHOD_PARAM. */
export const writeMethods = (methods: readonly SignInMethod[]): string => methods.join(METHOD_SEPARATOR);

/** Reads the value of METHOD_PARAM, which users may have changed. */
export const readMethods = (value: string | undefined): SignInMethod[] =>
  SIGN_IN_METHODS.filter((method) => (value ?? '').split(METHOD_SEPARATOR).includes(method));

/**
 * Brings the address that the user entered back to the form. Addresses do not belong in URLs, which are
 * logged.
 */
export const ENTERED_EMAIL_COOKIE = 'enteredEmail';

const PROBLEMS = [
  'wrong_credentials',
  'email_invalid',
  'email_taken',
  'password_refused',
  'too_many_tries',
  'rejected',
  'link_email_invalid',
  'link_email_undeliverable',
  'link_mail_limit',
  /** The user went back at the provider. */
  'provider_denied',
  'provider_unavailable',
  /** The provider reported an error, or sent an invalid response. */
  'provider_failed',
  'provider_no_email',
  'provider_unverified_email',
  /** The user has to confirm who they are, and the provider did not ask for their credentials. */
  'provider_not_confirmed',
  /** It took too long, was started in another browser, or is already done. */
  'sign_in_expired',
  /** The credentials of the account changed in the meantime. */
  'sign_in_overtaken',
  /** The address belongs to an account whose user signs in another way. */
  'other_method',
] as const;

/** Why a form was refused. The page has the text. */
export type SignInProblem = (typeof PROBLEMS)[number];

/** Reads a query parameter: only what the auth function writes is a problem. */
export function toSignInProblem(value: unknown): SignInProblem | undefined {
  return PROBLEMS.find((problem) => problem === value);
}

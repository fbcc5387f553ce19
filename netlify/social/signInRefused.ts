import { AuthorizationResponseError, OperationProcessingError, ResponseBodyError } from 'oauth4webapi';
import type { SignInProblem } from '../../config/contracts/signInForm.ts';
import type { SignInMethod } from '../../config/signInMethods.ts';

/** A sign-in with a provider that ends on the sign-in page, which says why. */
export class SignInRefused extends Error {
  readonly problem: SignInProblem;
  /** How the user of the account with this address signs in. */
  readonly methods: readonly SignInMethod[] | undefined;

  constructor(problem: SignInProblem, options: { methods?: readonly SignInMethod[]; cause?: unknown } = {}) {
    super(`the sign-in ended with ${problem}`, { cause: options.cause });
    this.name = 'SignInRefused';
    this.problem = problem;
    this.methods = options.methods;
  }
}

/** Error codes with which providers say that the user went back (RFC 6749, section 4.1.2.1; Apple's own). */
const DENIED = ['access_denied', 'user_cancelled_authorize'];

/** Error codes of a provider that cannot answer at the moment. */
const UNAVAILABLE = ['server_error', 'temporarily_unavailable'];

/** The code in a callback is used or has expired (RFC 6749, section 5.2), or GitHub says so in its words. */
const EXPIRED = ['invalid_grant', 'bad_verification_code'];

const isServerError = (cause: unknown) => cause instanceof Response && cause.status >= 500;

function problemOf(error: unknown): SignInProblem {
  if (error instanceof AuthorizationResponseError) {
    if (DENIED.includes(error.error)) return 'provider_denied';
    return UNAVAILABLE.includes(error.error) ? 'provider_unavailable' : 'provider_failed';
  }
  if (error instanceof ResponseBodyError) {
    if (EXPIRED.includes(error.error)) return 'sign_in_expired';
    return error.status >= 500 ? 'provider_unavailable' : 'provider_failed';
  }
  if (error instanceof OperationProcessingError)
    return isServerError(error.cause) ? 'provider_unavailable' : 'provider_failed';
  // fetch failed, or the time was over.
  const { name } = error as { name?: unknown };
  return name === 'TypeError' || name === 'AbortError' ? 'provider_unavailable' : 'provider_failed';
}

/** Rejects with what the user is told of an error in a conversation with a provider. */
export function rejectAsRefused(error: unknown): never {
  throw error instanceof SignInRefused ? error : new SignInRefused(problemOf(error), { cause: error });
}

const CODE = /^\w{1,60}$/;

/** Describes for operators why a provider could not be used, by the codes of errors alone. */
export function describeFailure(error: unknown): string {
  const { name, code, error: reported } = error as { name?: unknown; code?: unknown; error?: unknown };
  const codes = [name, code, reported].filter(
    (one): one is string => typeof one === 'string' && CODE.test(one),
  );
  return codes.join(' ') || 'unknown error';
}

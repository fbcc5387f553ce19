/** What came of a call to one of the SDK's routes, by the status in the SDK's answer: one word each for the log. */
const words: Record<string, Record<string, string>> = {
  '/signup': { OK: 'signed_up' },
  '/signin': { OK: 'signed_in', WRONG_CREDENTIALS_ERROR: 'wrong_password' },
  '/signout': { OK: 'signed_out' },
  '/session/refresh': { '': 'refreshed' },
  '/user/password/reset/token': { OK: 'reset_requested' },
  '/user/password/reset': {
    OK: 'password_reset',
    RESET_PASSWORD_INVALID_TOKEN_ERROR: 'reset_link_refused',
  },
  '/user/email/verify/token': { OK: 'verification_requested' },
  '/user/email/verify': {
    OK: 'email_verified',
    EMAIL_VERIFICATION_INVALID_TOKEN_ERROR: 'verification_link_refused',
    EMAIL_ALREADY_VERIFIED_ERROR: 'verified_already',
  },
};

/** The SDK says in a `status` what came of a call, and HTTP only that there was an answer. */
function statusIn(body: string): string {
  return /^\{"status":"([A-Z_]{1,60})"/.exec(body)?.[1] ?? '';
}

/**
 * What came of a call to the SDK, in the words of the log.
 *
 * @param route the path below the base path
 * @param body the SDK's answer, of a call that it answered with 200
 */
export function sdkOutcome(route: string, body: string): string | undefined {
  const status = statusIn(body);
  return words[route]?.[status] ?? (status === '' ? undefined : status.toLowerCase());
}

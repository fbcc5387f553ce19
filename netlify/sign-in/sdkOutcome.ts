/** Outcomes for the log by the `status` in the SDK's response. */
const words: Record<string, Record<string, string>> = {
  '/signup': { OK: 'signed_up' },
  '/signin': { OK: 'signed_in', WRONG_CREDENTIALS_ERROR: 'wrong_password' },
  '/signinup/code/consume': {
    OK: 'signed_in',
    INCORRECT_USER_INPUT_CODE_ERROR: 'wrong_code',
    EXPIRED_USER_INPUT_CODE_ERROR: 'code_expired',
    RESTART_FLOW_ERROR: 'code_refused',
  },
  '/signinup': { OK: 'signed_in' },
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

/** The SDK's response has a `status`, while the HTTP status is always 200. */
function statusIn(body: string): string {
  return /^\{"status":"([A-Z_]{1,60})"/.exec(body)?.[1] ?? '';
}

/**
 * Returns the outcome of an SDK call for the log.
 *
 * @param route path below the base path
 * @param body the SDK's response with status 200
 */
export function sdkOutcome(route: string, body: string): string | undefined {
  const status = statusIn(body);
  return words[route]?.[status] ?? (status === '' ? undefined : status.toLowerCase());
}

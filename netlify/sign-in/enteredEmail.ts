import { ENTERED_EMAIL_COOKIE } from '../../config/contracts/signInForm.ts';
import { getEnv } from '../../config/env/env.ts';
import { MAX_EMAIL_CHARACTERS } from '../../config/rules/emailRule.ts';
import { setHiddenCookie } from '../../config/session/setCookie.ts';

/** How long the address that was entered is kept for the form. */
const KEPT_MS = 2 * 60_000;

/**
 * Returns the Set-Cookie line that brings the address that the user entered back to the form. An address that
 * is too long for a cookie, or an empty one, clears it.
 */
export function enteredEmailCookie(email: string): string {
  const kept = email.length <= MAX_EMAIL_CHARACTERS ? email : '';
  const expires = kept === '' ? 0 : Date.now() + KEPT_MS;
  return setHiddenCookie(ENTERED_EMAIL_COOKIE, kept, { path: getEnv().websiteBasePath, expires });
}

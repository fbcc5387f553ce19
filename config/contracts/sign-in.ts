/** What the sign-in page and the functions agree on. No library is loaded with it: this reaches the browser. */

/**
 * The user id that a form was rendered for, URI-encoded. A function that finds another user signed in answers 409
 * USER_CHANGED and does nothing.
 */
export const FORM_USER_HEADER = 'x-form-user';

/** The status of `POST auth/user/email/verify` for a link that was used, where the address is still the user's. */
export const ALREADY_VERIFIED = 'EMAIL_ALREADY_VERIFIED_ERROR';

/** The name in a link's fragment that the address is given under to which the link was mailed. */
export const MAILED_TO = 'mailedTo';

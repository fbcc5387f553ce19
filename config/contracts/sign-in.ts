/** What the sign-in page and the functions share. Imports no library, because browsers load it. */

/**
 * The user id that a form was rendered for, URI-encoded. A function that finds another user signed in answers
 * 409 USER_CHANGED and does nothing.
 */
export const FORM_USER_HEADER = 'x-form-user';

/** Name of the hidden field with the user id that a form was rendered for. */
export const FORM_USER_FIELD = 'formUser';

/** The status of `POST auth/user/email/verify` for a used link whose address is still the user's. */
export const ALREADY_VERIFIED = 'EMAIL_ALREADY_VERIFIED_ERROR';

/** Parameter in the fragment of a reset link with the address that it was sent to. */
export const MAILED_TO = 'mailedTo';

/**
 * Browsers offer saved addresses in the email field, and passkeys where a script waits for one.
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#attr-fe-autocomplete-webauthn
 */
export const EMAIL_AUTOCOMPLETE = 'username webauthn';

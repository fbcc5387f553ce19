/** What the pages and the function of passkeys share. Imports no library, because browsers load it. */

export const PASSKEYS_FUNCTION = '/.netlify/functions/passkeys';

/** Routes below the path of the function. */
export const PASSKEY_ROUTES = {
  registered: 'registered',
  registrationOptions: 'registration/options',
  registration: 'registration',
  signInOptions: 'sign-in/options',
  signIn: 'sign-in',
} as const;

/** How long a challenge waits for its answer, in milliseconds. */
export const CHALLENGE_LIFETIME_MS = 5 * 60_000;

/** The field of a refusal where the passkey is not known here: the browser can forget it. */
export const UNKNOWN_PASSKEY_FIELD = 'credential.id';

/** The id of a passkey: a UUID. */
export const isPasskeyId = (text: string): boolean =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** The path of one passkey. */
export const passkeyPath = (id: string): string => `${PASSKEYS_FUNCTION}/${PASSKEY_ROUTES.registered}/${id}`;

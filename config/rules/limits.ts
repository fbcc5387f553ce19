/**
 * Limits that functions enforce and that pages, mails and documents mention, written once. Nothing is
 * imported here, because parts of it are loaded in the browser. __tests__/docs/limits.test.ts compares the
 * documents.
 *
 * @see config/rules/passwordRule.ts for those of passwords, netlify/platform/throttle/policy.ts for those of
 *   attempts
 */

/** How long recent activity is kept and shown. */
export const ACTIVITY_DAYS = 60;

/** The pause between two requested mails to one recipient. */
export const MAIL_PAUSE_SECONDS = 60;

/** The lifetime of a code and a link to sign in with. The core may keep them for longer. */
export const SIGN_IN_CODE_MINUTES = 10;

/** Longer than any code as users write it. */
export const MAX_CODE_CHARACTERS = 100;

/** The lifetime of the link that cancels an email change: that of the core's verification tokens. */
export const CANCEL_LINK_HOURS = 24;

/** In characters, as readers count them. */
export const PROFILE_LIMITS = { name: 80, initials: 3 } as const;

/** Passkeys of one account, and the characters of their names. */
export const PASSKEY_LIMITS = { perAccount: 20, name: 60 } as const;

/** In characters. */
export const MAX_APP_NAME_LENGTH = 60;

/** Attempts of one network address, unless THROTTLE_TRIES_PER_MINUTE sets another number. */
export const DEFAULT_TRIES_PER_MINUTE = 60;

/** Attributes with which phones and password managers offer a code of the app. Allows for spaces in it. */
export const APP_CODE_FIELD = {
  autoComplete: 'one-time-code',
  inputMode: 'numeric',
  maxLength: 20,
} as const;

/** Attributes of a field that has to be typed as it is on paper. */
export const RECOVERY_CODE_FIELD = {
  autoComplete: 'off',
  autoCapitalize: 'none',
  spellCheck: false,
  maxLength: 40,
} as const;

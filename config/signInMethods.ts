/** The ways to sign in: values of SIGN_IN_METHODS and of the claim `signInMethod`. */
export const SIGN_IN_METHODS = ['password', 'passkey', 'email'] as const;

export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

/** Returns a sign-in method that a cookie or a claim names; undefined for other values. */
export function toSignInMethod(value: unknown): SignInMethod | undefined {
  return SIGN_IN_METHODS.find((method) => method === value);
}

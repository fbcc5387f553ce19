/** Providers that confirm who a user is: OpenID Connect or OAuth 2.0. */
export const PROVIDERS = ['google', 'github', 'apple', 'oidc'] as const;

export type ProviderId = (typeof PROVIDERS)[number];

/** The ways to sign in: values of SIGN_IN_METHODS and of the claim `signInMethod`. */
export const SIGN_IN_METHODS = ['password', 'passkey', ...PROVIDERS, 'email'] as const;

export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

/** Returns a sign-in method that a cookie or a claim names; undefined for other values. */
export function toSignInMethod(value: unknown): SignInMethod | undefined {
  return SIGN_IN_METHODS.find((method) => method === value);
}

/** Returns the provider that a query or a login method names; undefined for other values. */
export function toProviderId(value: unknown): ProviderId | undefined {
  return PROVIDERS.find((provider) => provider === value);
}

const PROVIDER_NAMES: Record<Exclude<ProviderId, 'oidc'>, string> = {
  google: 'Google',
  github: 'GitHub',
  apple: 'Apple',
};

/**
 * Returns the name of a provider for display.
 *
 * @param openIdName name of the provider that the operator chose, as in OIDC_NAME
 */
export function providerName(provider: ProviderId, openIdName = 'OpenID Connect'): string {
  return provider === 'oidc' ? openIdName : PROVIDER_NAMES[provider];
}

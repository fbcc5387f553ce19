import type * as z from 'zod';

/** The variables that this app reads; those that Netlify sets are marked in docs/reference/environment.md. */
export type EnvSource = Readonly<Record<string, string | undefined>>;

/** All variables, with an example value. */
export const examples = {
  SUPERTOKENS_CONNECTION_URI: 'https://st-dev-1234.aws.supertokens.io',
  SUPERTOKENS_API_KEY: 'the-key-of-your-core',
  CORE_FEATURES: 'account_linking,mfa',
  APP_NAME: 'My App',
  SITE_LANGUAGES: 'en,de',
  API_BASE_PATH: '/.netlify/functions/auth',
  WEBSITE_BASE_PATH: '/auth',
  WEBSITE_DOMAIN: 'https://www.example.com',
  URL: 'https://my-site.netlify.app',
  DEPLOY_PRIME_URL: 'https://deploy-preview-7--my-site.netlify.app',
  DEPLOY_URL: 'https://65f0c0ffee--my-site.netlify.app',
  SITE_NAME: 'my-site',
  SITE_ALIASES: 'https://www.example.com,https://example.org',
  ACCESS_TOKEN_SIGNING_KEY: 'dynamic',
  SESSION_CHECK: 'token',
  COMMIT_REF: '0c1d2e3f',
  BUILD_OFFLINE: 'true',
  THROTTLE_TRIES_PER_MINUTE: '60',
  PASSWORD_MIN_LENGTH: '15',
  PASSWORD_BREACH_CHECK: 'true',
  PASSWORD_BREACH_URL: 'https://api.pwnedpasswords.com/range',
  SMTP_HOST: 'smtp.example.com',
  SMTP_PORT: '587',
  SMTP_USER: 'apikey',
  SMTP_PASSWORD: 'the-password-of-that-user',
  SMTP_FROM: 'My App <no-reply@example.com>',
  SMTP_SECURITY: 'starttls',
  EMAIL_VERIFICATION: 'optional',
  SIGN_IN_METHODS: 'password,google',
  GOOGLE_CLIENT_ID: '1234-abcd.apps.googleusercontent.com',
  GOOGLE_CLIENT_SECRET: 'the-secret-of-that-client',
  GITHUB_CLIENT_ID: 'Iv1.8a61f9b3a7aba766',
  GITHUB_CLIENT_SECRET: 'the-secret-of-that-app',
  APPLE_CLIENT_ID: 'com.example.web',
  APPLE_TEAM_ID: 'ABCDE12345',
  APPLE_KEY_ID: 'FGHIJ67890',
  APPLE_PRIVATE_KEY: '-----BEGIN PRIVATE KEY-----\\nMIGTAgEAMBMG\\n-----END PRIVATE KEY-----',
  OIDC_NAME: 'Example Accounts',
  OIDC_ISSUER: 'https://accounts.example.com',
  OIDC_CLIENT_ID: 'my-app',
  OIDC_CLIENT_SECRET: 'the-secret-of-that-client',
  LOCAL_PROVIDER_URL: 'http://127.0.0.1:9080',
  SECOND_FACTOR: 'optional',
  SECOND_FACTOR_KEY: 'at-least-32-random-characters-of-your-own',
  SECOND_FACTOR_OLD_KEY: 'the-earlier-value-of-SECOND_FACTOR_KEY',
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=',
} as const;

export type Variable = keyof typeof examples;

/** An invalid environment. The message is one line that names the variable and gives an example. */
export class EnvError extends Error {
  readonly variable: Variable;

  constructor(variable: Variable, problem: string) {
    super(`${variable} ${problem}. Example: ${variable}=${examples[variable]}`);
    this.name = 'EnvError';
    this.variable = variable;
  }
}

/** Whether a variable is set. An empty or blank value counts as not set. */
export const isSet = (source: EnvSource, variable: Variable): boolean =>
  (source[variable] ?? '').trim() !== '';

/**
 * Reads one variable. An empty or blank value counts as not set.
 *
 * @throws EnvError if it does not match the schema
 */
export function read<T>(source: EnvSource, variable: Variable, schema: z.ZodType<T>): T | undefined {
  const value = source[variable]?.trim();
  if (value === undefined || value === '') return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new EnvError(variable, parsed.error.issues[0]?.message ?? 'is malformed');
}

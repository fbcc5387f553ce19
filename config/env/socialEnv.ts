import * as z from 'zod';
import { toProviderId, type ProviderId, type SignInMethod } from '../signInMethods.ts';
import { EnvError, examples, isSet, read, type EnvSource, type Variable } from './envVariables.ts';
import { isLoopback } from './loopback.ts';

/** The app as a provider knows it. */
export interface ProviderClient {
  clientId: string;
  /** Undefined for a public client, which proves itself by PKCE alone. */
  clientSecret: string | undefined;
}

/** Apple has no client secret: the app signs one with a private key. */
export interface AppleClient {
  clientId: string;
  teamId: string;
  keyId: string;
  /** PKCS #8 in PEM. */
  privateKey: string;
}

/** A provider with OpenID Connect discovery. */
export interface OpenIdClient extends ProviderClient {
  /** For the sign-in page. */
  name: string | undefined;
  issuer: string;
}

/** The providers of SIGN_IN_METHODS. */
export interface SocialEnv {
  google?: ProviderClient;
  github?: ProviderClient;
  apple?: AppleClient;
  oidc?: OpenIdClient;
  /**
   * The provider on this machine, which stands in for those that are not set up; undefined in a deploy. It
   * accepts the client `local-<provider>` for each.
   */
  localProvider: string | undefined;
}

/** The provider of `npm run dev`, `npm start` and the tests. */
export const LOCAL_PROVIDER = { port: 9080, clientSecret: 'local-secret' } as const;

const text = z.lazy(() =>
  z
    .string()
    .max(4000, 'must not be longer than 4000 characters')
    .regex(/^[\x20-\x7e]+$/, 'must be printable ASCII'),
);

const name = z.lazy(() => z.string().max(40, 'must not be longer than 40 characters'));

export const pem = z.lazy(() =>
  z
    .string()
    .transform((value) => value.replaceAll('\\n', '\n'))
    .refine((value) => /^-----BEGIN PRIVATE KEY-----\n[\s\S]+\n-----END PRIVATE KEY-----\s*$/.test(value), {
      error: 'must be the content of the .p8 file, with \\n for each end of a line',
    }),
);

const isIssuer = (value: string): boolean => {
  const url = URL.parse(value);
  if (url === null || url.search !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
};

const DISCOVERY = /\/\.well-known\/openid-configuration$/;

export const issuer = z.lazy(() =>
  z
    .string()
    .transform((value) => value.replace(DISCOVERY, ''))
    .refine(isIssuer, 'must be the https address of an OpenID Connect issuer'),
);

function requireFor<T>(source: EnvSource, variable: Variable, schema: z.ZodType<T>, method: ProviderId): T {
  const value = read(source, variable, schema);
  if (value !== undefined) return value;
  throw new EnvError(variable, `is not set, and SIGN_IN_METHODS has ${method}`);
}

const readers = {
  google: (source: EnvSource): ProviderClient => ({
    clientId: requireFor(source, 'GOOGLE_CLIENT_ID', text, 'google'),
    clientSecret: requireFor(source, 'GOOGLE_CLIENT_SECRET', text, 'google'),
  }),
  github: (source: EnvSource): ProviderClient => ({
    clientId: requireFor(source, 'GITHUB_CLIENT_ID', text, 'github'),
    clientSecret: requireFor(source, 'GITHUB_CLIENT_SECRET', text, 'github'),
  }),
  apple: (source: EnvSource): AppleClient => ({
    clientId: requireFor(source, 'APPLE_CLIENT_ID', text, 'apple'),
    teamId: requireFor(source, 'APPLE_TEAM_ID', text, 'apple'),
    keyId: requireFor(source, 'APPLE_KEY_ID', text, 'apple'),
    privateKey: requireFor(source, 'APPLE_PRIVATE_KEY', pem, 'apple'),
  }),
  oidc: (source: EnvSource): OpenIdClient => ({
    name: read(source, 'OIDC_NAME', name),
    issuer: requireFor(source, 'OIDC_ISSUER', issuer, 'oidc'),
    clientId: requireFor(source, 'OIDC_CLIENT_ID', text, 'oidc'),
    clientSecret: read(source, 'OIDC_CLIENT_SECRET', text),
  }),
};

/** Returns the variables of a provider that are set. */
export function providerVariables(source: EnvSource, provider: ProviderId): Variable[] {
  const prefix = `${provider.toUpperCase()}_`;
  const all = Object.keys(examples) as Variable[];
  return all.filter((variable) => variable.startsWith(prefix) && isSet(source, variable));
}

const localUrl = z.lazy(() =>
  z
    .string()
    .refine((value) => URL.parse(value)?.protocol === 'http:' && isLoopback(new URL(value).hostname), {
      error: 'must be an http address on this machine',
    }),
);

interface Installation {
  deployed: boolean;
  signInMethods: readonly SignInMethod[];
}

/**
 * Reads the providers that users can sign in with. On a developer's machine the local provider replaces each
 * that is not set up.
 *
 * @throws EnvError with the first variable that is missing or malformed
 */
export function readSocial(source: EnvSource, { deployed, signInMethods }: Installation): SocialEnv {
  const given = read(source, 'LOCAL_PROVIDER_URL', localUrl);
  const localProvider = deployed ? undefined : (given ?? `http://127.0.0.1:${LOCAL_PROVIDER.port}`);
  const wanted = signInMethods.flatMap((method) => toProviderId(method) ?? []);
  const real = wanted.filter((provider) => deployed || providerVariables(source, provider).length > 0);
  return {
    ...Object.fromEntries(real.map((provider) => [provider, readers[provider](source)])),
    localProvider,
  };
}

import * as z from 'zod';
import { TAKEN_PATHS } from '../areas.ts';
import { DEFAULT_TRIES_PER_MINUTE, MAX_APP_NAME_LENGTH } from '../rules/limits.ts';
import { EnvError, examples, read, type EnvSource, type Variable } from './envVariables.ts';
import { origin, readAddresses } from './addressesEnv.ts';
import { readCoreFeatures } from './coreFeaturesEnv.ts';
import { readLanguages } from './languagesEnv.ts';
import { readPasswordRule } from './passwordEnv.ts';
import { flag, secret } from './schemas.ts';
import { readSecondFactor } from './secondFactorEnv.ts';
import { readSignInMethods } from './signInMethodsEnv.ts';
import { readSmtp } from './smtpEnv.ts';
import { readSocial } from './socialEnv.ts';

export { EnvError, type EnvSource };

/** The environment of this process. */
export const processEnv = (): EnvSource => process.env;

/** The local core and its key, for `npm run dev`, `npm start` and the tests. Not a secret. */
export const LOCAL_CORE = { uri: 'http://127.0.0.1:3567', apiKey: 'local-development-key' } as const;

const plainPath = /^(\/[A-Za-z0-9._~-]+)+$/;

const path = z.lazy(() =>
  z
    .string()
    .regex(plainPath, 'must be an absolute path without a trailing slash')
    .refine((value) => !/\/\.{1,2}(\/|$)/.test(value), 'must be an absolute path without dot segments'),
);

const connectionUri = z.lazy(() =>
  z
    .string()
    .refine(
      (value) => value.split(';').every((uri) => /^https?:$/.test(URL.parse(uri)?.protocol ?? '')),
      'must be the http or https address of a SuperTokens core (several are separated by ;)',
    ),
);

const appName = z.lazy(() =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(MAX_APP_NAME_LENGTH, `must not be longer than ${MAX_APP_NAME_LENGTH} characters`),
);

const commit = z.lazy(() => z.string().regex(/^[0-9a-f]{7,64}$/i, 'must be the hash of a commit'));

const verification = z.lazy(() =>
  z.enum(['off', 'optional', 'required'], 'must be off, optional or required'),
);

const sessionCheck = z.lazy(() => z.enum(['token', 'core'], 'must be token or core'));

const signingKey = z.lazy(() => z.enum(['dynamic', 'static'], 'must be dynamic or static'));

const positive = z.lazy(() =>
  z
    .string()
    .regex(/^[1-9]\d{0,5}$/, 'must be a number from 1 to 999999')
    .transform(Number),
);

function required<T>(value: T | undefined, variable: Variable, localDefault: T, deployed: boolean): T {
  if (value !== undefined) return value;
  if (!deployed) return localDefault;
  throw new EnvError(variable, 'is not set, and a deploy needs it');
}

/**
 * Whether this is a build or function on Netlify; `netlify dev` sets CONTEXT to `dev`, other machines do not
 * set it.
 */
function isDeploy(source: EnvSource): boolean {
  if (source.CONTEXT !== undefined && source.CONTEXT !== '') return source.CONTEXT !== 'dev';
  return source.AWS_LAMBDA_FUNCTION_NAME !== undefined && source.NETLIFY_DEV === undefined;
}

const overlap = (one: string, other: string) =>
  `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);

/** Whether users have to verify their address. Without a mail server they could not. */
function verificationMode(source: EnvSource, canSend: boolean) {
  const mode = read(source, 'EMAIL_VERIFICATION', verification);
  if (mode === 'required' && !canSend) {
    throw new EnvError(
      'EMAIL_VERIFICATION',
      'is required, which locks all users out where no mail is sent: set SMTP_HOST, or make it optional',
    );
  }
  return canSend ? (mode ?? 'optional') : 'off';
}

function basePaths(source: EnvSource) {
  const apiBasePath = read(source, 'API_BASE_PATH', path) ?? examples.API_BASE_PATH;
  const websiteBasePath = read(source, 'WEBSITE_BASE_PATH', path) ?? examples.WEBSITE_BASE_PATH;
  if ([apiBasePath, ...TAKEN_PATHS].some((taken) => overlap(websiteBasePath, taken))) {
    const problem = `must not meet API_BASE_PATH or any of ${TAKEN_PATHS.join(', ')}`;
    throw new EnvError('WEBSITE_BASE_PATH', problem);
  }
  return { apiBasePath, websiteBasePath };
}

/**
 * Parses the environment into the typed values that the app uses.
 *
 * @param source the variables, `process.env` outside tests
 * @throws EnvError naming the first variable that is missing or malformed
 */
export function parseEnv(source: EnvSource) {
  const deployed = isDeploy(source);
  const context = source.CONTEXT ?? (deployed ? 'production' : 'dev');
  const name = read(source, 'APP_NAME', appName) ?? 'Latchkey';
  const smtp = readSmtp(source, { deployed, appName: name });
  const signIn = readSignInMethods(source, { deployed, canSend: smtp !== undefined });
  return {
    context,
    deployed,
    /** Whether `next dev` serves the app. */
    development: source.NODE_ENV === 'development',
    appName: name,
    ...basePaths(source),
    ...readAddresses(source, { deployed, production: context === 'production' }),
    /** The origin of a separate browser front end, if any. */
    websiteDomain: read(source, 'WEBSITE_DOMAIN', origin),
    /** `token`: access tokens are valid until they expire; `core`: each verification calls the core. */
    sessionCheck: read(source, 'SESSION_CHECK', sessionCheck) ?? 'token',
    /** The core rotates dynamic keys. With a static one, other services can verify access tokens, too. */
    accessTokenSigningKey: read(source, 'ACCESS_TOKEN_SIGNING_KEY', signingKey) ?? 'dynamic',
    /** The commit of the build. Netlify sets it for builds only. */
    commit: read(source, 'COMMIT_REF', commit),
    /** How often one network may try to sign in, sign up or request a mail per minute. */
    triesPerMinute: read(source, 'THROTTLE_TRIES_PER_MINUTE', positive) ?? DEFAULT_TRIES_PER_MINUTE,
    ...readLanguages(source),
    ...readPasswordRule(source),
    /** The mail server; undefined where this installation sends no mail. */
    smtp,
    /** `required`: users cannot use protected pages until their address is verified. */
    emailVerification: verificationMode(source, smtp !== undefined),
    ...signIn,
    social: readSocial(source, { deployed, ...signIn }),
    secondFactor: readSecondFactor(source, deployed),
    /** A build without network requests; it is not for deploys. */
    buildOffline: read(source, 'BUILD_OFFLINE', flag) ?? false,
    core: {
      connectionUri: required(
        read(source, 'SUPERTOKENS_CONNECTION_URI', connectionUri),
        'SUPERTOKENS_CONNECTION_URI',
        LOCAL_CORE.uri,
        deployed,
      ),
      apiKey: required(
        read(source, 'SUPERTOKENS_API_KEY', secret),
        'SUPERTOKENS_API_KEY',
        LOCAL_CORE.apiKey,
        deployed,
      ),
      /** The paid features that the app requires: without one of them the build fails. */
      requiredFeatures: readCoreFeatures(source),
    },
  };
}

export type Env = ReturnType<typeof parseEnv>;

/**
 * The environment that the build has fixed (config/env/buildEnv.ts): Netlify knows the addresses of a deploy
 * when it builds it, but passes only some of them to functions. Next and the bundler replace this expression
 * by the text.
 */
function fixedAtBuild(): EnvSource {
  const fixed = process.env.BUILD_ENV;
  return fixed === undefined ? {} : (JSON.parse(fixed) as EnvSource);
}

let parsed: Env | undefined;

/**
 * Returns the environment of this process, parsed at the first call. Throws EnvError like {@link parseEnv}.
 */
export function getEnv(): Env {
  parsed ??= parseEnv({ ...process.env, ...fixedAtBuild() });
  return parsed;
}

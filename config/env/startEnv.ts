import * as z from 'zod';
import { parseEnv, processEnv, type Env, type EnvSource } from './env.ts';
import { read, type Variable } from './envVariables.ts';
import { issuer, pem } from './socialEnv.ts';
import { describeUnusedVariables } from './unusedEnv.ts';

const matching = (pattern: RegExp, problem: string) => z.string().regex(pattern, problem);

const appleId = matching(/^[A-Z0-9]{10}$/, 'must be 10 capital letters and digits');

/**
 * What providers give out, checked as far as their formats are known. Only a start and a build check it, used
 * or not: functions load less code.
 */
const formats = {
  GOOGLE_CLIENT_ID: matching(
    /^[\w-]+\.apps\.googleusercontent\.com$/,
    'must end with .apps.googleusercontent.com',
  ),
  GITHUB_CLIENT_ID: matching(
    /^(?!\d+$)[\w.]+$/,
    'must be the client ID, not the App ID, the name or the address of the app',
  ),
  APPLE_CLIENT_ID: matching(
    /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/,
    'must be the identifier of a Services ID, as a reversed domain',
  ),
  APPLE_TEAM_ID: appleId,
  APPLE_KEY_ID: appleId,
  APPLE_PRIVATE_KEY: pem,
  OIDC_ISSUER: issuer,
} satisfies Partial<Record<Variable, z.ZodType>>;

function checkFormats(source: EnvSource): void {
  for (const [variable, schema] of Object.entries(formats)) read(source, variable as Variable, schema);
}

export interface StartEnv {
  env: Env;
  /** One line for each setting whose variables are set and have no effect. */
  notes: string[];
}

/**
 * Parses the environment of a start, with checks that the app leaves out at run time.
 *
 * @throws EnvError naming the first variable that is missing or malformed
 */
export function parseStartEnv(source: EnvSource = processEnv()): StartEnv {
  const env = parseEnv(source);
  checkFormats(source);
  return { env, notes: describeUnusedVariables(source, env) };
}

/** Parses the environment of a build on Netlify, which is for a deploy even if CONTEXT is not set. */
export function parseBuildEnv(source: EnvSource = processEnv()): StartEnv {
  return parseStartEnv({ ...source, CONTEXT: source.CONTEXT ?? 'production' });
}

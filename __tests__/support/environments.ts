import { EnvError, parseEnv } from '../../config/env/env.ts';

/** The required variables of a deploy. */
export const deploy = {
  CONTEXT: 'production',
  URL: 'https://site.netlify.app',
  DEPLOY_PRIME_URL: 'https://main--site.netlify.app',
  SUPERTOKENS_CONNECTION_URI: 'https://core.example',
  SUPERTOKENS_API_KEY: 'key',
};

/** The error for an invalid environment. */
export function envErrorOf(source: Record<string, string | undefined>): EnvError {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error;
    throw error;
  }
  throw new Error('accepted');
}

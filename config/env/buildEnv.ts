import { processEnv } from './env.ts';

const FIXED = [
  'CONTEXT',
  'URL',
  'DEPLOY_PRIME_URL',
  'DEPLOY_URL',
  'SITE_NAME',
  'SITE_ALIASES',
  'COMMIT_REF',
] as const;

/**
 * Returns the environment that a build fixes for the Next server and the functions, as JSON for
 * config/env/env.ts. Contains no secrets. A build on a developer's machine fixes nothing, because the server
 * is told its addresses at start.
 */
export function buildEnv(): string {
  const source = processEnv();
  if (source.CONTEXT === undefined || source.CONTEXT === 'dev') return '{}';
  return JSON.stringify(Object.fromEntries(FIXED.map((name) => [name, source[name]])));
}

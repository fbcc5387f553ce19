import { processEnv, type EnvSource } from './env.ts';

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
 * What a build fixes of its environment for the Next server and the functions, as the JSON that config/env/env.ts reads.
 * Nothing secret is among it. A build on a developer's machine fixes nothing: what runs it says where.
 *
 * @param source the build's environment, `process.env` outside tests
 */
export function buildEnv(source: EnvSource = processEnv()): string {
  if (source.CONTEXT === undefined || source.CONTEXT === 'dev') return '{}';
  return JSON.stringify(Object.fromEntries(FIXED.map((name) => [name, source[name]])));
}

import * as z from 'zod';
import { read, type EnvSource } from './envVariables.ts';
import { listOf } from './schemas.ts';

/** The paid features of a SuperTokens core, named as in `GET /ee/featureflag` of the core 11.4. */
const CORE_FEATURES = [
  'account_linking',
  'multi_tenancy',
  'dashboard_login',
  'mfa',
  'security',
  'oauth',
  'saml',
] as const;

export type CoreFeature = (typeof CORE_FEATURES)[number];

const features = z.lazy(() =>
  listOf(z.enum(CORE_FEATURES, `must be a comma-separated list of ${CORE_FEATURES.join(', ')}`)),
);

/**
 * Reads the paid features that the app requires.
 *
 * @throws EnvError for a name that no core uses
 */
export function readCoreFeatures(source: EnvSource): readonly CoreFeature[] {
  return [...new Set(read(source, 'CORE_FEATURES', features) ?? [])];
}

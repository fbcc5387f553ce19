import { cdiSupported } from 'supertokens-node/lib/build/version.js';
import type { SignInMethod } from '../../../config/signInMethods.ts';
import { missingFeatures } from './coreFeatures.ts';

/** The CDI versions of a core that the SDK supports, too. */
export function commonVersions(versions: readonly string[]): string[] {
  return cdiSupported.filter((version) => versions.includes(version));
}

/** @param origin where the core is, in texts that users of the site do not see */
const nameOf = (origin: string | undefined) => (origin === undefined ? 'core' : `core at ${origin}`);

/** One line: that the SDK supports no version of a core, and what to do; undefined if it supports one. */
export function describeVersionGap(versions: readonly string[], origin?: string): string | undefined {
  if (commonVersions(versions).length > 0) return undefined;
  const needed = cdiSupported.join(' or ');
  return `The ${nameOf(origin)} supports CDI ${versions.join(', ')}; this SDK needs ${needed}. Upgrade the core.`;
}

/** One line: which features of CORE_FEATURES a core lacks, and what to do; undefined if it has all. */
export function describeFeatureGap(missing: readonly string[], origin?: string): string | undefined {
  if (missing.length === 0) return undefined;
  return `CORE_FEATURES: the ${nameOf(origin)} has no licence for ${missing.join(', ')}. Add a licence key to the core, or remove the names from CORE_FEATURES.`;
}

/**
 * One line: that users cannot connect the ways to sign in, and what to do; undefined if they can, or if there
 * is only one. Users add passkeys to accounts that they have, which needs no feature.
 */
export function describeLinkingGap(
  methods: readonly SignInMethod[],
  available: readonly string[],
): string | undefined {
  const others = methods.filter((method) => method !== 'passkey');
  if (others.length < 2 || missingFeatures(['account_linking'], available).length === 0) return undefined;
  return `SIGN_IN_METHODS: each address can use only one of ${others.join(', ')}, because the core has no licence for account_linking. Add a licence key to the core to let users connect them.`;
}

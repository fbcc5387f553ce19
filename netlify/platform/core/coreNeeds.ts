import { cdiSupported } from 'supertokens-node/lib/build/version.js';
import type { SignInMethod } from '../../../config/signInMethods.ts';
import { missingFeatures } from './coreFeatures.ts';

/** The CDI versions of a core that the SDK supports, too. */
export function commonVersions(versions: readonly string[]): string[] {
  return cdiSupported.filter((version) => versions.includes(version));
}

/**
 * One line: that the SDK supports no version of a core, and what to do; undefined if it supports one.
 *
 * @param where the address of the core, or what names it where the address must not be read
 */
export function describeVersionGap(versions: readonly string[], where: string): string | undefined {
  if (commonVersions(versions).length > 0) return undefined;
  const needed = cdiSupported.join(' or ');
  return `The core at ${where} supports CDI ${versions.join(', ')}; this SDK needs ${needed}. Upgrade the core.`;
}

/**
 * One line: which features of CORE_FEATURES a core lacks, and what to do; undefined if it has all.
 *
 * @param where as for {@link describeVersionGap}
 */
export function describeFeatureGap(missing: readonly string[], where: string): string | undefined {
  if (missing.length === 0) return undefined;
  return `CORE_FEATURES: the core at ${where} has no licence for ${missing.join(', ')}. Add a licence key to the core, or remove the names from CORE_FEATURES.`;
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

import type * as z from 'zod';
import type { factorSummary, TrustedBrowserEntry } from '../../config/contracts/second-factor.ts';
import { readCredentialState } from '../email/outstanding.ts';
import { findFactor, type StoredFactor } from './factorRows.ts';
import { tokenHash } from './hashes.ts';
import { subjectOf } from '../platform/store/subject.ts';
import { selectTrusted } from './trustedRows.ts';

/** A factor without its secrets. */
export type FactorSummary = z.infer<typeof factorSummary>;

export const summarize = ({ addedAt, recoveryCodesLeft, codesSaved }: StoredFactor): FactorSummary => ({
  addedAt: addedAt.getTime(),
  recoveryCodesLeft,
  codesSaved,
});

/** Names the set of recovery codes that a user has now. */
export const codesIdOf = ({ recoverySalt }: StoredFactor): string => tokenHash(recoverySalt);

/** Returns the factor of a user; null if they have none. */
export async function readSummary(userId: string): Promise<FactorSummary | null> {
  const factor = await findFactor(subjectOf(userId));
  return factor === undefined ? null : summarize(factor);
}

/** Returns the browsers that a user trusts, the last one first. */
export async function listTrusted(userId: string): Promise<TrustedBrowserEntry[]> {
  const { generation } = await readCredentialState(userId);
  const trusted = await selectTrusted(subjectOf(userId), generation);
  return trusted.map(({ trustedAt, expiresAt, ...names }) => ({
    ...names,
    trustedAt: trustedAt.getTime(),
    expiresAt: expiresAt.getTime(),
  }));
}

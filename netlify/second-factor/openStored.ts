import { Refusal } from '../platform/http/refusal.ts';
import type { StoredFactor } from './factorRows.ts';
import { openSecret, UnknownKey } from './secretBox.ts';

/**
 * Decrypts the secret of a factor.
 *
 * @throws Refusal 503 if no key opens it
 */
export function openStored(factor: StoredFactor): Buffer {
  try {
    return openSecret(factor.subject, factor);
  } catch (error) {
    if (!(error instanceof UnknownKey)) throw error;
    throw new Refusal(
      503,
      'STORE_UNAVAILABLE',
      'Codes of authenticator apps cannot be checked at the moment.',
      {
        outcome: 'second_factor_key_unknown',
        headers: { 'retry-after': '60' },
      },
    );
  }
}

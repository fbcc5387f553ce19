import type { PasskeyEntry } from '../../config/contracts/passkeys.ts';
import { DatabaseUnavailable } from '../platform/http/refusal.ts';
import { findPasskeys, toEntry } from '../passkeys/passkeyStore.ts';

/**
 * Returns the passkeys of a user for a page that is useful without them.
 *
 * @returns null where they cannot be read
 */
export async function readPasskeysIfAvailable(userId: string): Promise<PasskeyEntry[] | null> {
  try {
    return (await findPasskeys(userId)).map(toEntry);
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return null;
    throw error;
  }
}

import type { PasskeyEntry } from '../../config/contracts/passkeys.ts';
import { fallBackIfUnavailable } from '../platform/store/database.ts';
import { findPasskeys, toEntry } from '../passkeys/passkeyStore.ts';

/**
 * Returns the passkeys of a user for a page that is useful without them.
 *
 * @returns null where they cannot be read
 */
export function readPasskeysIfAvailable(userId: string): Promise<PasskeyEntry[] | null> {
  return fallBackIfUnavailable(null, async () => (await findPasskeys(userId)).map(toEntry));
}

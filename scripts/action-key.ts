import { hkdfSync } from 'node:crypto';

/** Names the purpose of the key, so that it tells nothing of what it is derived from. */
const PURPOSE = 'next server actions';

const KEY_BYTES = 32;

/**
 * The key for Next's build (`NEXT_SERVER_ACTIONS_ENCRYPTION_KEY`). Next salts the ids of server actions with it and encrypts
 * what they close over. Left alone, Next makes one up for each build machine, so that a form opened before a deploy names an
 * action that the deploy does not know. See docs/decisions/036.
 *
 * @param apiKey the key of the core: the one secret that every build of a site has
 * @returns 32 bytes in base64, by HKDF-SHA-256 (RFC 5869)
 */
export function actionKey(apiKey: string): string {
  return Buffer.from(hkdfSync('sha256', apiKey, '', PURPOSE, KEY_BYTES)).toString('base64');
}

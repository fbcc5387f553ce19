import { hkdfSync } from 'node:crypto';
import * as z from 'zod';
import { read, type EnvSource } from '../config/env/envVariables.ts';

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

export const ACTION_KEY = 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY';

const ownKey = z.base64('is not base64').refine((key) => Buffer.from(key, 'base64').length === KEY_BYTES, {
  message: `is not ${KEY_BYTES} bytes in base64`,
});

/**
 * What Next's build gets in its environment. A key of the team's own stays as it is.
 *
 * @throws EnvError if that key is none
 */
export function actionKeyEnv(source: EnvSource, apiKey: string): Record<typeof ACTION_KEY, string> {
  return { [ACTION_KEY]: read(source, ACTION_KEY, ownKey) ?? actionKey(apiKey) };
}

import * as z from 'zod';
import { read, type EnvSource } from '../config/env/envVariables.ts';
import { deriveKey } from '../netlify/platform/keys.ts';

/** Purpose of the key, so that it reveals nothing about its source. */
const PURPOSE = 'next server actions';

const KEY_BYTES = 32;

/**
 * Returns the key for Next's build (`NEXT_SERVER_ACTIONS_ENCRYPTION_KEY`). Next salts the ids of server
 * actions with it and encrypts their closures. By default Next generates one per build machine, so that a
 * form from before a deploy names an action that the deploy does not know. See docs/decisions/036.
 *
 * @param apiKey the key of the core: the one secret that all builds of a site share
 * @returns 32 bytes in base64, by HKDF-SHA-256 (RFC 5869)
 */
export function actionKey(apiKey: string): string {
  return deriveKey(apiKey, PURPOSE, KEY_BYTES).toString('base64');
}

export const ACTION_KEY = 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY';

const ownKey = z.base64('is not base64').refine((key) => Buffer.from(key, 'base64').length === KEY_BYTES, {
  message: `is not ${KEY_BYTES} bytes in base64`,
});

/**
 * Returns the environment for Next's build. A configured key is used unchanged.
 *
 * @throws EnvError if that key is invalid
 */
export function actionKeyEnv(source: EnvSource, apiKey: string): Record<typeof ACTION_KEY, string> {
  return { [ACTION_KEY]: read(source, ACTION_KEY, ownKey) ?? actionKey(apiKey) };
}

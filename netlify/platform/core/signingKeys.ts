import type { JSONWebKeySet } from 'jose';
import { readAccessToken } from '../../../config/session/accessToken.ts';
import { getEnv } from '../../../config/env/env.ts';
import { CoreUnavailable } from '../http/refusal.ts';
import { coreAddresses } from './coreAddresses.ts';

/** How long a successful fetch of the keys counts: forged tokens must not cause a call to the core each. */
const FOUND_FOR_MS = 1000;

let foundAt = 0;

/**
 * Fetches the keys with which the core signs access tokens.
 *
 * @throws CoreUnavailable
 */
export async function fetchSigningKeys(): Promise<JSONWebKeySet> {
  const looks = coreAddresses(getEnv().core.connectionUri).map(async (core) => {
    const response = await fetch(`${core}/.well-known/jwks.json`);
    if (!response.ok) throw new CoreUnavailable('no signing keys');
    return (await response.json()) as JSONWebKeySet;
  });
  try {
    return await Promise.any(looks);
  } catch {
    throw new CoreUnavailable('signing keys not reachable');
  }
}

/** Whether a token claims to be unexpired, so that it may have been refused for another reason. */
export function seemsInDate(accessToken: string | undefined): boolean {
  const facts = accessToken === undefined ? undefined : readAccessToken(accessToken);
  return facts !== undefined && facts.expiresAt > Date.now();
}

/**
 * Makes sure that the core's keys are available. The SDK requires a refresh both for a forged token and
 * for a token whose keys it could not fetch.
 *
 * @throws CoreUnavailable if tokens cannot be verified
 */
export async function requireSigningKeys(): Promise<void> {
  const now = Date.now();
  if (now - foundAt < FOUND_FOR_MS && now >= foundAt) return;
  await fetchSigningKeys();
  foundAt = now;
}

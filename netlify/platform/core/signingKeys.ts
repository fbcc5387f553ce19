import type { JSONWebKeySet } from 'jose';
import { readAccessToken } from '../../../config/session/accessToken.ts';
import { getEnv } from '../../../config/env/env.ts';
import { CoreUnavailable } from '../http/refusal.ts';

/** For how long keys that were found count as found: forged tokens must not become calls to the core, one by one. */
const FOUND_FOR_MS = 1000;

let foundAt = 0;

/**
 * The keys with which the core signs access tokens.
 *
 * @throws CoreUnavailable
 */
export async function fetchSigningKeys(): Promise<JSONWebKeySet> {
  const cores = getEnv().core.connectionUri.split(';');
  const looks = cores.map(async (core) => {
    const response = await fetch(`${core.trim().replace(/\/$/, '')}/.well-known/jwks.json`);
    if (!response.ok) throw new CoreUnavailable('no signing keys');
    return (await response.json()) as JSONWebKeySet;
  });
  try {
    return await Promise.any(looks);
  } catch {
    throw new CoreUnavailable('signing keys not reachable');
  }
}

/** Whether a token claims to be in date, and so can have been refused for another reason than its age. */
export function seemsInDate(accessToken: string | undefined): boolean {
  const facts = accessToken === undefined ? undefined : readAccessToken(accessToken);
  return facts !== undefined && facts.expiresAt > Date.now();
}

/**
 * Makes sure that the core's keys can be had. The SDK says "refresh" of a token whose keys it could not fetch, as of
 * one that is forged.
 *
 * @throws CoreUnavailable when nobody can say whether a token is good
 */
export async function requireSigningKeys(): Promise<void> {
  const now = Date.now();
  if (now - foundAt < FOUND_FOR_MS && now >= foundAt) return;
  await fetchSigningKeys();
  foundAt = now;
}

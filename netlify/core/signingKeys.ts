import { readAccessToken } from '../../config/accessToken.ts';
import { getEnv } from '../../config/env.ts';
import { CoreUnavailable } from '../http/refusal.ts';

/** How often at most this process looks after the keys for tokens that fail, forged ones included. */
const LOOK_INTERVAL_MS = 1000;

let lastLook = { at: 0, found: Promise.resolve(true) };

async function anyCoreHasKeys(): Promise<boolean> {
  const cores = getEnv().core.connectionUri.split(';');
  const looks = cores.map(async (core) => {
    const response = await fetch(`${core.trim().replace(/\/$/, '')}/.well-known/jwks.json`);
    if (!response.ok) throw new CoreUnavailable('no signing keys');
  });
  return Promise.any(looks).then(
    () => true,
    () => false,
  );
}

/**
 * The SDK says "refresh" of a token whose keys it could not fetch, as of one that is expired or forged. This tells the
 * cases apart: a token that is in date was not refused for good while the keys are out of reach.
 *
 * @throws CoreUnavailable when nobody can say whether the token is good
 */
export async function requireKeysFor(accessToken: string | undefined): Promise<void> {
  const facts = accessToken === undefined ? undefined : readAccessToken(accessToken);
  const now = Date.now();
  if (facts === undefined || facts.expiresAt <= now) return;
  if (now - lastLook.at >= LOOK_INTERVAL_MS) lastLook = { at: now, found: anyCoreHasKeys() };
  if (!(await lastLook.found)) throw new CoreUnavailable('signing keys not reachable');
}

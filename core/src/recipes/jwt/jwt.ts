import type { Context } from '../../context.ts';
import { signJwt } from '../../crypto/jwt.ts';
import type { PublicJwk } from '../../crypto/jwt.ts';
import type { JsonObject } from '../../json.ts';
import type { Tenant } from '../multitenancy/types.ts';

export interface JwtRequest {
  readonly algorithm: string;
  readonly jwksDomain: string;
  readonly payload: JsonObject;
  readonly validitySeconds: number;
  readonly useStaticKey: boolean;
}

/** Signs a payload. Its claims override the default ones. Returns null if the algorithm is not supported. */
export async function createJwt(
  { keys, clock }: Pick<Context, 'keys' | 'clock'>,
  tenant: Tenant,
  request: JwtRequest,
): Promise<string | null> {
  if (request.algorithm.toUpperCase() !== 'RS256') return null;
  const key = await keys.current(tenant, request.useStaticKey ? 'static' : 'dynamic');
  const iat = Math.floor(clock.now() / 1000);
  const claims = { iat, exp: iat + request.validitySeconds, iss: request.jwksDomain, ...request.payload };
  return signJwt(key, withPlainAudience(claims));
}

/** The real core's JWT library writes an audience with one entry as a string. */
function withPlainAudience(claims: JsonObject): JsonObject {
  const { aud } = claims;
  return Array.isArray(aud) && aud.length === 1 ? { ...claims, aud: aud[0] } : claims;
}

export async function publishedKeys(
  { keys }: Pick<Context, 'keys'>,
  tenant: Tenant,
): Promise<{ keys: PublicJwk[]; maxAge: number }> {
  const published = await keys.published(tenant);
  return { keys: published.keys.map((key) => key.publicJwk), maxAge: published.maxAge };
}

/** What can be read from an access token without its key. Nothing of it is proven: the user function decides. */
export interface AccessTokenFacts {
  /** Milliseconds since the epoch. */
  expiresAt: number;
  /** The `sub` claim; empty where there is none. */
  userId: string;
  /** SHA-256 in hex of the refresh token that was made together with this token. */
  refreshTokenHash: string;
  /** The same of the refresh token before it, until the core has seen this token used; then null. */
  parentRefreshTokenHash: string | null;
  /** As of the sign-in or a later change of roles that a refresh has brought: what is shown may go by them. */
  roles: string[];
  /** Whether the address is known to be theirs; undefined where that was not asked. */
  emailVerified: boolean | undefined;
}

/**
 * - `usable`: leave it alone.
 * - `unconfirmed`: good, but every verification asks the core until the refresh hop has exchanged it.
 * - `unusable`: expired or not an access token; the refresh token may still be good.
 */
export type AccessTokenState = 'usable' | 'unconfirmed' | 'unusable';

function decodeSegment(segment: string): unknown {
  const binary = atob(segment.replaceAll('-', '+').replaceAll('_', '/'));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0))));
}

/** The claim of the UserRoles recipe: `{v: ["admin"], t: …}`. */
function rolesIn(claim: unknown): string[] {
  const values = typeof claim === 'object' && claim !== null && 'v' in claim ? claim.v : [];
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}

/** A claim of SuperTokens is a value, and when it was fetched. */
function verifiedIn(claim: unknown): boolean | undefined {
  const { v } = (claim ?? {}) as { v?: unknown };
  return typeof v === 'boolean' ? v : undefined;
}

/** Reads an access token; undefined if it is not one. */
export function readAccessToken(token: string): AccessTokenFacts | undefined {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return undefined;
  try {
    const claims = decodeSegment(payload) as Record<string, unknown> | null;
    if (typeof claims?.exp !== 'number' || typeof claims.refreshTokenHash1 !== 'string') return undefined;
    const parent = claims.parentRefreshTokenHash1;
    return {
      expiresAt: claims.exp * 1000,
      userId: typeof claims.sub === 'string' ? claims.sub : '',
      refreshTokenHash: claims.refreshTokenHash1,
      parentRefreshTokenHash: typeof parent === 'string' ? parent : null,
      roles: rolesIn(claims['st-role']),
      emailVerified: verifiedIn(claims['st-ev']),
    };
  } catch {
    return undefined;
  }
}

/** Whether a page may go on with this token or should send the browser through the refresh hop first. */
export function accessTokenState(token: string, now: number): AccessTokenState {
  const facts = readAccessToken(token);
  if (facts === undefined || facts.expiresAt <= now) return 'unusable';
  return facts.parentRefreshTokenHash === null ? 'usable' : 'unconfirmed';
}

/** Claims of an access token that is read without verification. Only the user function verifies it. */
export interface AccessTokenFacts {
  /** Milliseconds since the epoch. */
  expiresAt: number;
  /** The `sub` claim; an empty string if it is missing. */
  userId: string;
  /** SHA-256 in hex of the refresh token that was issued with this token. */
  refreshTokenHash: string;
  /** SHA-256 in hex of the previous refresh token, until the core has seen this token used; then null. */
  parentRefreshTokenHash: string | null;
  /** As of the sign-in or the last refresh. For display only. */
  roles: string[];
  /** Whether the email address is verified; undefined if verification is off. */
  emailVerified: boolean | undefined;
  /** The address that the user signed in with, for display only; undefined if the token has none. */
  email: string | undefined;
  /** The name in the profile, for display only; undefined if there is none. It may be shortened. */
  name: string | undefined;
  /** The initials that the user chose, for display only. */
  initials: string | undefined;
  /** All claims. */
  payload: Record<string, unknown>;
}

/**
 * - `usable`: valid.
 * - `unconfirmed`: valid, but each verification calls the core until the refresh hop has exchanged it.
 * - `unusable`: expired or not an access token; the refresh token may still be valid.
 */
export type AccessTokenState = 'usable' | 'unconfirmed' | 'unusable';

function decodeSegment(segment: string): unknown {
  const binary = atob(segment.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  // Uint8Array.from() with a function takes 0.4 ms for a token, a hundred times as long (docs/decisions/090).
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** Reads the claim of the UserRoles recipe: `{v: ["admin"], t: …}`. */
export function rolesInClaims({ 'st-role': claim }: Readonly<Record<string, unknown>>): string[] {
  const values = typeof claim === 'object' && claim !== null && 'v' in claim ? claim.v : [];
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}

/** Claims of SuperTokens are objects with the value and the time of the fetch. */
function verifiedIn(claim: unknown): boolean | undefined {
  const { v } = (claim ?? {}) as { v?: unknown };
  return typeof v === 'boolean' ? v : undefined;
}

const textIn = (claim: unknown): string | undefined =>
  typeof claim === 'string' && claim !== '' ? claim : undefined;

/** Reads an access token. Returns undefined if it is not one. */
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
      roles: rolesInClaims(claims),
      emailVerified: verifiedIn(claims['st-ev']),
      email: textIn(claims.email),
      name: textIn(claims.name),
      initials: textIn(claims.initials),
      payload: claims,
    };
  } catch {
    return undefined;
  }
}

/** Returns whether a page can use this token or should redirect to the refresh hop first. */
export function accessTokenState(token: string, now: number): AccessTokenState {
  const facts = readAccessToken(token);
  if (facts === undefined || facts.expiresAt <= now) return 'unusable';
  return facts.parentRefreshTokenHash === null ? 'usable' : 'unconfirmed';
}

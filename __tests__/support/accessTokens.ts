const HOUR = 3_600;

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An unsigned access token with the claims that the proxy reads. */
export function unsignedAccessToken(claims: Record<string, unknown> = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const session = { exp: now + HOUR, refreshTokenHash1: 'a1', parentRefreshTokenHash1: null };
  const payload = { ...session, secondFactor: 'none', factorTime: 0, ...claims };
  return `${encode({ alg: 'RS256' })}.${encode(payload)}.signature`;
}

/** An unsigned access token that expired an hour ago. */
export function expiredAccessToken(): string {
  return unsignedAccessToken({ exp: Math.floor(Date.now() / 1000) - HOUR });
}

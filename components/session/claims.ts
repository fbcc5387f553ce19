import type { Translator } from '../ui/translations';

interface ClaimDescription {
  name: string;
  meaning: string;
}

/** The claims whose meaning is known: user and expiry first, those of this application last. */
const CLAIMS = [
  'sub',
  'rsub',
  'tId',
  'iat',
  'exp',
  'nbf',
  'sessionHandle',
  'refreshTokenHash1',
  'parentRefreshTokenHash1',
  'antiCsrfToken',
  'iss',
  'aud',
  'jti',
  'stt',
  'email',
  'signInMethod',
  'authTime',
  'secondFactor',
  'factorTime',
  'st-ev',
  'st-role',
  'st-perm',
  'st-mfa',
] as const;

/** The claims that are a NumericDate: seconds since the epoch. */
const TIMES: readonly string[] = ['iat', 'exp', 'nbf', 'authTime', 'factorTime'];

/** Sorts claims by importance; unknown ones come last. */
export function compareClaims([a]: [string, unknown], [b]: [string, unknown]): number {
  const place = (claim: string) => {
    const known = CLAIMS.findIndex((one) => one === claim);
    return known === -1 ? CLAIMS.length : known;
  };
  return place(a) - place(b);
}

/** Whether the value of a claim is a time, in seconds since the epoch. */
export const isTimeClaim = (claim: string): boolean => TIMES.includes(claim);

/** Returns the readable name and the meaning of a claim. */
export function describeClaim(claim: string, t: Translator<'session'>): ClaimDescription {
  const key = CLAIMS.find((known) => known === claim) ?? 'custom';
  return { name: t(`claims.${key}.name`), meaning: t(`claims.${key}.meaning`) };
}

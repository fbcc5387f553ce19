interface ClaimDescription {
  name: string;
  meaning: string;
  /** Whether the value is a NumericDate: seconds since the epoch. */
  isTime?: true;
}

const CLAIMS: Record<string, ClaimDescription> = {
  sub: { name: 'User', meaning: 'The user id' },
  rsub: { name: 'Login method', meaning: 'The id of the login method that was used' },
  tId: { name: 'Tenant', meaning: 'The tenant of the core to which the session belongs' },
  iat: { name: 'Issued', meaning: 'When this token was issued', isTime: true },
  exp: { name: 'Ends', meaning: 'When this token has to be refreshed', isTime: true },
  nbf: { name: 'Not before', meaning: 'This token is not valid before this time', isTime: true },
  sessionHandle: { name: 'Session', meaning: 'Stays the same however often the token is refreshed' },
  refreshTokenHash1: { name: 'Refresh token', meaning: 'Hash of the refresh token made with this one' },
  parentRefreshTokenHash1: {
    name: 'Previous refresh token',
    meaning: 'Hash of the refresh token that this one replaced, until it is used',
  },
  antiCsrfToken: { name: 'Anti-CSRF token', meaning: 'Empty where the cookies are SameSite=Lax' },
  iss: { name: 'Issuer', meaning: 'The function that issued this token' },
  aud: { name: 'Audience', meaning: 'The service that this token is meant for' },
  jti: { name: 'Token id', meaning: 'Unique id of this token' },
  stt: { name: 'Token type', meaning: 'What SuperTokens made this token for' },
  signInMethod: { name: 'Sign-in method', meaning: 'How the user signed in' },
  authTime: { name: 'Signed in', meaning: 'When the user signed in', isTime: true },
  secondFactor: {
    name: 'Second factor',
    meaning: 'Whether the user has one, and has proved it in this session',
  },
  factorTime: { name: 'Second factor proved', meaning: 'When the user proved it', isTime: true },
  'st-ev': { name: 'Email verified', meaning: 'Whether the email address is verified' },
  'st-role': { name: 'Roles', meaning: 'The roles of this user' },
  'st-perm': { name: 'Permissions', meaning: 'The permissions of these roles' },
  'st-mfa': { name: 'Factors', meaning: 'The completed authentication factors' },
};

const CUSTOM_CLAIM = { name: 'Custom claim', meaning: 'Added by this application' };

const order = Object.keys(CLAIMS);

/** Sorts claims by importance: user and expiry first, claims of this application last. */
export function compareClaims([a]: [string, unknown], [b]: [string, unknown]): number {
  const place = (claim: string) => (order.includes(claim) ? order.indexOf(claim) : order.length);
  return place(a) - place(b);
}

/** Returns the readable name and the meaning of a claim. */
export function describeClaim(claim: string): ClaimDescription {
  return Object.hasOwn(CLAIMS, claim) ? (CLAIMS[claim] ?? CUSTOM_CLAIM) : CUSTOM_CLAIM;
}

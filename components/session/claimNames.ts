interface ClaimName {
  name: string;
  meaning: string;
  /** Seconds since the epoch, as JWT has it. */
  isTime?: true;
}

const claimNames: Record<string, ClaimName> = {
  sub: { name: 'User', meaning: 'The user id' },
  rsub: { name: 'Way of signing in', meaning: 'The id of the login method that was used' },
  tId: { name: 'Tenant', meaning: 'The tenant of the core to which the session belongs' },
  iat: { name: 'Issued', meaning: 'When this token was made', isTime: true },
  exp: { name: 'Ends', meaning: 'When this token has to be refreshed', isTime: true },
  nbf: { name: 'Not before', meaning: 'From when on this token is good', isTime: true },
  sessionHandle: { name: 'Session', meaning: 'Stays the same however often the token is refreshed' },
  refreshTokenHash1: { name: 'Refresh token', meaning: 'Hash of the refresh token made with this one' },
  parentRefreshTokenHash1: {
    name: 'Refresh token before',
    meaning: 'Hash of the one it replaced, until this token has been used once',
  },
  antiCsrfToken: { name: 'Anti-CSRF token', meaning: 'Empty where the cookies are SameSite=Lax' },
  iss: { name: 'Issuer', meaning: 'The function that handed this token out' },
  aud: { name: 'Audience', meaning: 'For whom this token is meant' },
  jti: { name: 'Token id', meaning: 'The name of this token' },
  stt: { name: 'Token type', meaning: 'What SuperTokens made this token for' },
  'st-ev': { name: 'Email verified', meaning: 'Whether the address is known to be theirs' },
  'st-role': { name: 'Roles', meaning: 'The roles of this user' },
  'st-perm': { name: 'Permissions', meaning: 'What the roles allow' },
  'st-mfa': { name: 'Factors', meaning: 'The factors that were completed' },
};

const unknownClaim = { name: 'Custom claim', meaning: 'Added by this application' };

const order = Object.keys(claimNames);

/** Who and until when first, the token's own bookkeeping after, what this application added last. */
export function byImportance([a]: [string, unknown], [b]: [string, unknown]): number {
  const place = (claim: string) => (order.includes(claim) ? order.indexOf(claim) : order.length);
  return place(a) - place(b);
}

/** What a claim of the access token is called in words, and what it says. */
export function nameOfClaim(claim: string): ClaimName {
  return Object.hasOwn(claimNames, claim) ? (claimNames[claim] ?? unknownClaim) : unknownClaim;
}

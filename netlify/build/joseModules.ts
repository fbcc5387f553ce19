/**
 * Names that the SDK and the functions import from jose, with the modules of its CommonJS build that export
 * them.
 */
export const JOSE_MODULES = {
  compactVerify: 'jws/compact/verify.js',
  createLocalJWKSet: 'jwks/local.js',
  createRemoteJWKSet: 'jwks/remote.js',
  errors: 'util/errors.js',
  importPKCS8: 'key/import.js',
  jwtVerify: 'jwt/verify.js',
  SignJWT: 'jwt/sign.js',
} as const;

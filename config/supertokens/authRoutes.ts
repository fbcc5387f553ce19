import { CREDENTIAL_FORM_ROUTES } from '../contracts/credentialForms.ts';
import { SIGN_IN_FORM_ROUTES } from '../contracts/signInForm.ts';
import type { Env } from '../env/env.ts';
import { refreshHopPath, refreshPath } from '../session/sessionCookies.ts';

type AuthMethod = 'GET' | 'POST';

type RouteEnv = Pick<Env, 'apiBasePath' | 'emailVerification' | 'accessTokenSigningKey' | 'signInMethods'>;

const PASSWORD_ROUTES: Record<string, readonly AuthMethod[]> = {
  '/signin': ['POST'],
  '/signup': ['POST'],
  [SIGN_IN_FORM_ROUTES.signin]: ['POST'],
  [SIGN_IN_FORM_ROUTES.signup]: ['POST'],
  '/emailpassword/email/exists': ['GET'],
  '/user/password/reset/token': ['POST'],
  '/user/password/reset': ['POST'],
  [CREDENTIAL_FORM_ROUTES.requestReset]: ['POST'],
  [CREDENTIAL_FORM_ROUTES.resetPassword]: ['POST'],
};

/**
 * The routes of the auth function by exact path: the SDK routes of the enabled features, and the refresh
 * hop. The SDK has many more for recipes that it initializes itself (multitenancy, OAuth2, OpenID, JWT);
 * other paths are a 404 and never reach the SDK.
 *
 * @see docs/decisions/025-accept-exact-paths-only.md
 */
export function authRoutes(env: RouteEnv): ReadonlyMap<string, readonly AuthMethod[]> {
  const { apiBasePath } = env;
  const routes: Record<string, readonly AuthMethod[]> = {
    '/signout': ['POST'],
    ...(env.signInMethods.includes('password') && PASSWORD_ROUTES),
    ...(env.emailVerification !== 'off' && {
      '/user/email/verify/token': ['POST'],
      '/user/email/verify': ['GET', 'POST'],
      [CREDENTIAL_FORM_ROUTES.requestVerification]: ['POST'],
      [CREDENTIAL_FORM_ROUTES.verifyEmail]: ['POST'],
    }),
    // Only a static key is promised to other services: see ACCESS_TOKEN_SIGNING_KEY.
    ...(env.accessTokenSigningKey === 'static' && { '/jwt/jwks.json': ['GET'] }),
  };
  return new Map<string, readonly AuthMethod[]>([
    ...Object.entries(routes).map(([path, methods]) => [apiBasePath + path, methods] as const),
    [refreshPath(apiBasePath), ['POST']],
    [refreshHopPath(apiBasePath), ['GET', 'POST']],
  ]);
}

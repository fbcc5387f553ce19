import type { Route } from '../http/route.ts';
import { accountlinkingRoutes } from './accountlinking/routes.ts';
import { activeusersLifecycle } from './activeusers/activeusers.ts';
import { activeusersRoutes } from './activeusers/routes.ts';
import { bulkimportRoutes } from './bulkimport/routes.ts';
import { coreRoutes } from './core/routes.ts';
import { dashboardRoutes } from './dashboard/routes.ts';
import { dashboardLifecycle } from './dashboard/sessions.ts';
import { emailpasswordLifecycle } from './emailpassword/passwordReset.ts';
import { emailpasswordRoutes } from './emailpassword/routes.ts';
import { emailverificationLifecycle } from './emailverification/emailverification.ts';
import { emailverificationRoutes } from './emailverification/routes.ts';
import { jwtRoutes } from './jwt/routes.ts';
import { licenceRoutes } from './licence/routes.ts';
import type { Lifecycle } from './lifecycle.ts';
import { multitenancyRoutes } from './multitenancy/routes.ts';
import { unlicensedOAuthRoutes } from './oauth/routes.ts';
import { passwordlessLifecycle } from './passwordless/codes.ts';
import { passwordlessRoutes } from './passwordless/routes.ts';
import { sessionLifecycle } from './session/session.ts';
import { sessionRoutes } from './session/routes.ts';
import { thirdpartyRoutes } from './thirdparty/routes.ts';
import { totpRoutes } from './totp/routes.ts';
import { totpLifecycle } from './totp/totp.ts';
import { useridmappingRoutes } from './useridmapping/routes.ts';
import { userlistRoutes } from './userlist/routes.ts';
import { usermetadataRoutes } from './usermetadata/routes.ts';
import { usermetadataLifecycle } from './usermetadata/usermetadata.ts';
import { userrolesRoutes } from './userroles/routes.ts';
import { userrolesLifecycle } from './userroles/userroles.ts';
import { userRoutes } from './users/routes.ts';
import { webauthnLifecycle } from './webauthn/options.ts';
import { webauthnRoutes } from './webauthn/routes.ts';

/** All routes of the core. */
export const routes: readonly Route[] = [
  ...accountlinkingRoutes,
  ...activeusersRoutes,
  ...bulkimportRoutes,
  ...coreRoutes,
  ...dashboardRoutes,
  ...emailpasswordRoutes,
  ...emailverificationRoutes,
  ...jwtRoutes,
  ...licenceRoutes,
  ...multitenancyRoutes,
  ...passwordlessRoutes,
  ...sessionRoutes,
  ...thirdpartyRoutes,
  ...totpRoutes,
  ...useridmappingRoutes,
  ...userlistRoutes,
  ...usermetadataRoutes,
  ...userrolesRoutes,
  ...userRoutes,
  ...webauthnRoutes,
];

/** Served while features are missing. With all features, there is no OAuth2 provider (404). */
export const unlicensedRoutes: readonly Route[] = unlicensedOAuthRoutes;

/** The lifecycle hooks of all recipes. */
export const lifecycles: readonly Partial<Lifecycle>[] = [
  activeusersLifecycle,
  dashboardLifecycle,
  emailpasswordLifecycle,
  emailverificationLifecycle,
  passwordlessLifecycle,
  sessionLifecycle,
  totpLifecycle,
  usermetadataLifecycle,
  userrolesLifecycle,
  webauthnLifecycle,
];

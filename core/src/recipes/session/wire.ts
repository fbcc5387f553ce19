import { isAtLeast } from '../../cdiVersions.ts';
import type { CdiVersion } from '../../cdiVersions.ts';
import { uuid } from '../../crypto/digest.ts';
import type { SessionTokens } from './session.ts';
import type { Session } from './types.ts';

type ShownSession = SessionTokens['session'];

/** Tenants are omitted for callers before CDI 3.0, recipe user ids before 4.0. */
const placeOf = (
  { tenantId, recipeUserId }: Pick<ShownSession, 'tenantId' | 'recipeUserId'>,
  cdiVersion: CdiVersion,
): object => ({
  ...(isAtLeast(cdiVersion, '4.0') && { recipeUserId }),
  ...(isAtLeast(cdiVersion, '3.0') && { tenantId }),
});

const shown = (session: ShownSession, cdiVersion: CdiVersion): object => ({
  handle: session.handle,
  userId: session.userId,
  userDataInJWT: session.userDataInJWT,
  ...placeOf(session, cdiVersion),
});

/** The response of create and refresh. Before CDI 2.21 it has a third token, which has no meaning. */
export const tokensToJson = (
  { session, accessToken, refreshToken, antiCsrfToken }: SessionTokens,
  cdiVersion: CdiVersion,
): object => ({
  session: shown(session, cdiVersion),
  accessToken,
  refreshToken,
  ...(!isAtLeast(cdiVersion, '2.21') && { idRefreshToken: { ...refreshToken, token: uuid() } }),
  antiCsrfToken: antiCsrfToken ?? undefined,
});

/** The response of verify and regenerate. */
export const verifiedToJson = (
  result: { status: string; session?: ShownSession },
  cdiVersion: CdiVersion,
): object =>
  result.session === undefined ? result : { ...result, session: shown(result.session, cdiVersion) };

/** The response of get. */
export const sessionToJson = (session: Session, cdiVersion: CdiVersion): object => ({
  sessionHandle: session.handle,
  userId: session.userId,
  userDataInDatabase: session.userDataInDatabase,
  userDataInJWT: session.userDataInJWT,
  expiry: session.expiresAt,
  timeCreated: session.createdAt,
  ...placeOf(session, cdiVersion),
});

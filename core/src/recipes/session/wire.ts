import { isAtLeast } from '../../cdiVersions.ts';
import type { CdiVersion } from '../../cdiVersions.ts';
import { uuid } from '../../crypto/digest.ts';
import type { SessionTokens } from './session.ts';
import type { Session } from './types.ts';

type ShownSession = SessionTokens['session'];

/** Callers of before tenants (3.0) and account linking (4.0) are not told of them. */
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

/** What create and refresh answer. Before 2.21 there was a third token, which says nothing and is never read. */
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

/** What verify and regenerate answer: refusals as they are. */
export const verifiedToJson = (
  result: { status: string; session?: ShownSession },
  cdiVersion: CdiVersion,
): object =>
  result.session === undefined ? result : { ...result, session: shown(result.session, cdiVersion) };

/** What get answers. */
export const sessionToJson = (session: Session, cdiVersion: CdiVersion): object => ({
  sessionHandle: session.handle,
  userId: session.userId,
  userDataInDatabase: session.userDataInDatabase,
  userDataInJWT: session.userDataInJWT,
  expiry: session.expiresAt,
  timeCreated: session.createdAt,
  ...placeOf(session, cdiVersion),
});

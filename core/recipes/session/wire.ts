import type { SessionTokens } from './session.ts';
import type { Session } from './types.ts';

type ShownSession = SessionTokens['session'];

const shown = ({ handle, userId, recipeUserId, userDataInJWT, tenantId }: ShownSession): object => ({
  handle,
  userId,
  recipeUserId,
  userDataInJWT,
  tenantId,
});

/** What create and refresh answer. */
export const tokensToJson = ({
  session,
  accessToken,
  refreshToken,
  antiCsrfToken,
}: SessionTokens): object => ({
  session: shown(session),
  accessToken,
  refreshToken,
  antiCsrfToken: antiCsrfToken ?? undefined,
});

/** What verify and regenerate answer: refusals as they are. */
export const verifiedToJson = (result: { status: string; session?: ShownSession }): object =>
  result.session === undefined ? result : { ...result, session: shown(result.session) };

/** What get answers. */
export const sessionToJson = (session: Session): object => ({
  sessionHandle: session.handle,
  userId: session.userId,
  recipeUserId: session.recipeUserId,
  userDataInDatabase: session.userDataInDatabase,
  userDataInJWT: session.userDataInJWT,
  expiry: session.expiresAt,
  timeCreated: session.createdAt,
  tenantId: session.tenantId,
});

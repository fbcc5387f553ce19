import { REQUEST_ID_HEADER, toErrorAnswer, type ErrorCode } from '../../../config/contracts/errorAnswer.ts';
import type { SessionBehaviour } from '../../../config/supertokens/backend.ts';
import { recordOutcome } from '../http/scope.ts';
import { endStolenSession } from '../../session/tokenReuse.ts';

type ErrorHandlers = NonNullable<SessionBehaviour['errorHandlers']>;
type Handler = NonNullable<ErrorHandlers['onUnauthorised']>;
type Request = Parameters<Handler>[1];
type Response = Parameters<Handler>[2];

export const SIGNED_OUT_MESSAGE = 'You are not signed in.';
const UNVERIFIED_MESSAGE = 'Verify your email first.';
export const REFRESH_MESSAGE = 'The access token is not valid. Refresh the session.';

function refuse(
  request: Request,
  response: Response,
  code: ErrorCode,
  message: string,
  status = 401,
): Promise<void> {
  const requestId = request.getHeaderValue(REQUEST_ID_HEADER) ?? '';
  recordOutcome(code.toLowerCase());
  response.setStatusCode(status);
  response.sendJSONResponse(toErrorAnswer(code, message, requestId));
  return Promise.resolve();
}

/** Responses of the SDK for unusable sessions, with the codes that pages know. */
export const sessionErrorHandlers: ErrorHandlers = {
  onUnauthorised: (_message, request, response) =>
    refuse(request, response, 'SESSION_REQUIRED', SIGNED_OUT_MESSAGE),

  onTryRefreshToken: (_message, request, response) =>
    refuse(request, response, 'SESSION_REFRESH_REQUIRED', REFRESH_MESSAGE),

  // The one claim that all users need, where EMAIL_VERIFICATION is required.
  onInvalidClaim: (_errors, request, response) =>
    refuse(request, response, 'EMAIL_NOT_VERIFIED', UNVERIFIED_MESSAGE, 403),

  onTokenTheftDetected: async (sessionHandle, userId, _recipeUserId, request, response) => {
    await endStolenSession({ sessionHandle, userId });
    await refuse(request, response, 'SESSION_REQUIRED', SIGNED_OUT_MESSAGE);
    recordOutcome('theft_detected');
  },
};

import { revokeSession } from 'supertokens-node/recipe/session';
import { REQUEST_ID_HEADER, toErrorAnswer, type ErrorCode } from '../../config/functionContract.ts';
import type { SessionBehaviour } from '../../config/supertokensConfig.ts';
import { noteForActivity, noteOutcome } from '../http/scope.ts';

type ErrorHandlers = NonNullable<SessionBehaviour['errorHandlers']>;
type Handler = NonNullable<ErrorHandlers['onUnauthorised']>;
type Request = Parameters<Handler>[1];
type Response = Parameters<Handler>[2];

export const SIGNED_OUT_MESSAGE = 'Nobody is signed in.';
export const REFRESH_MESSAGE = 'The access token cannot be used; refresh the session.';

function refuse(request: Request, response: Response, code: ErrorCode, message: string): Promise<void> {
  const requestId = request.getHeaderValue(REQUEST_ID_HEADER) ?? '';
  noteOutcome(code.toLowerCase());
  response.setStatusCode(401);
  response.sendJSONResponse(toErrorAnswer(code, message, requestId));
  return Promise.resolve();
}

/** What the SDK answers when a session cannot be used, in the words that pages know. */
export const sessionErrorHandlers: ErrorHandlers = {
  onUnauthorised: (_message, request, response) =>
    refuse(request, response, 'SESSION_REQUIRED', SIGNED_OUT_MESSAGE),

  onTryRefreshToken: (_message, request, response) =>
    refuse(request, response, 'SESSION_REFRESH_REQUIRED', REFRESH_MESSAGE),

  onTokenTheftDetected: async (sessionHandle, userId, _recipeUserId, request, response) => {
    await revokeSession(sessionHandle);
    noteForActivity(userId, 'theft_detected');
    await refuse(request, response, 'SESSION_REQUIRED', SIGNED_OUT_MESSAGE);
    noteOutcome('theft_detected');
  },
};

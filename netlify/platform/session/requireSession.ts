import { middleware } from 'supertokens-node/framework/awsLambda';
import { Error as SessionError, getSession, type SessionContainer } from 'supertokens-node/recipe/session';
import { SESSION_COOKIES } from '../../../config/session/sessionCookies.ts';
import { readCookie } from '../http/cookies.ts';
import type { FunctionContext, FunctionEvent, FunctionResponse } from '../http/message.ts';
import { Refusal } from '../http/refusal.ts';
import { REFRESH_MESSAGE, SIGNED_OUT_MESSAGE } from './errorHandlers.ts';

type SessionAnswer = (session: SessionContainer, event: FunctionEvent) => Promise<FunctionResponse>;

/** Without an access token nobody is signed in; with one that is none, the refresh token may still be good. */
function unreadable(event: FunctionEvent): Refusal {
  return readCookie(event, SESSION_COOKIES.access) === undefined
    ? new Refusal(401, 'SESSION_REQUIRED', SIGNED_OUT_MESSAGE)
    : new Refusal(401, 'SESSION_REFRESH_REQUIRED', REFRESH_MESSAGE);
}

interface Demands {
  /** Whether the core is asked if the session is still there. */
  live: boolean;
  /** Whether somebody gets in whose address is not verified. */
  unverified?: boolean;
}

async function verify(event: FunctionEvent, { live, unverified }: Demands): Promise<SessionContainer> {
  try {
    return await getSession(event, event, {
      checkDatabase: live,
      ...(unverified === true && { overrideGlobalClaimValidators: () => [] }),
    });
  } catch (error) {
    if (!SessionError.isErrorFromSuperTokens(error) || error.type !== SessionError.UNAUTHORISED) throw error;
    const payload = error.payload as { clearTokens?: boolean } | undefined;
    throw payload?.clearTokens === false ? unreadable(event) : error;
  }
}

function behindSession(answer: SessionAnswer, demands: Demands) {
  const handler = middleware(async (event: FunctionEvent) => answer(await verify(event, demands), event));
  return async (event: FunctionEvent, context: FunctionContext): Promise<FunctionResponse> =>
    (await handler(event, context, () => undefined)) as FunctionResponse;
}

/** Makes an answer that only a verified session gets; the SDK's middleware adds what it sets on the way. */
export const requireSession = (answer: SessionAnswer) => behindSession(answer, { live: false });

/** The same, and the core is asked whether the session is still there: an access token outlives it by an hour. */
export const requireLiveSession = (answer: SessionAnswer) => behindSession(answer, { live: true });

/** The same for what somebody may do whose address is not verified, even where that is required. */
export const requireUnverifiedSession = (answer: SessionAnswer) =>
  behindSession(answer, { live: true, unverified: true });

/** The error that ends a session: the SDK clears its cookies and the stack the widget's. */
export function sessionGone(): Error {
  return new SessionError({ type: SessionError.UNAUTHORISED, message: 'the core knows no such session' });
}

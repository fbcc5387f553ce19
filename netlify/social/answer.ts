import { CONFIRMS_COOKIE, CONFIRMS_PATH } from '../../config/session/sessionCookies.ts';
import { setHiddenCookie } from '../../config/session/setCookie.ts';
import { seeOther } from '../platform/http/form.ts';
import {
  addCookies,
  type FunctionContext,
  type FunctionEvent,
  type FunctionResponse,
} from '../platform/http/message.ts';
import { senderOf } from '../platform/http/origin.ts';
import { recordOutcome, recordProviderFailure } from '../platform/http/scope.ts';
import { signInPagePath, toProblem, type Problem } from '../sign-in/signInPage.ts';
import type { Connection } from '../../config/contracts/sign-in-methods.ts';
import { confirmStart } from './confirmStart.ts';
import { connectionPath } from './connect.ts';
import { readCallback } from './callback.ts';
import { clearFlow, type Flow } from './flowCookie.ts';
import type { Provider } from './providers.ts';
import { describeFailure, SignInRefused } from './signInRefused.ts';
import { isConfirming, isConnection, startSignIn, wantedTarget } from './start.ts';

/** @throws the error itself if it is no fault of the request or the provider */
function problemOf(error: unknown, { id }: Provider): Problem {
  if (!(error instanceof SignInRefused)) return { ...toProblem(error), provider: id };
  const { problem: code, methods, cause } = error;
  recordOutcome(code);
  if (code === 'provider_failed' || code === 'provider_unavailable')
    recordProviderFailure(`${id}: ${describeFailure(cause)}`);
  return { code, provider: id, methods };
}

/** The user has confirmed who they are, or could not. */
const clearConfirmation = () => setHiddenCookie(CONFIRMS_COOKIE, '', { path: CONFIRMS_PATH, expires: 0 });

/** What the page of a signed-in user says of a problem at the provider. */
function connectionOf({ code }: Problem): Connection {
  if (code === 'provider_denied') return 'denied';
  if (code === 'provider_unavailable') return 'unavailable';
  return code === 'provider_no_email' || code === 'provider_unverified_email' ? 'unverified' : 'failed';
}

/**
 * Redirects to the provider, or if it does not respond, to the page that the user comes from. Users who come
 * from another site are asked first.
 */
export async function answerStart(event: FunctionEvent, provider: Provider): Promise<FunctionResponse> {
  if (!isConnection(event) && senderOf(event) === 'other-site') return confirmStart(event, provider);
  try {
    return await startSignIn(event, provider);
  } catch (error) {
    const problem = problemOf(error, provider);
    if (isConnection(event)) return seeOther(connectionPath(connectionOf(problem)), []);
    const page = { redirectTo: wantedTarget(event), confirms: isConfirming(event) };
    return seeOther(signInPagePath(problem, page), []);
  }
}

/**
 * Redirects to the requested page with a session, or with the problem to the sign-in page, and users who add
 * a provider to that with the ways to sign in. Either way this callback cannot be used again.
 *
 * @throws the error if the core does not respond
 */
export async function answerCallback(
  event: FunctionEvent,
  context: FunctionContext,
  provider: Provider,
): Promise<FunctionResponse> {
  // It would use the callback up, and the browser would not get the session.
  if (event.isHead === true) return { statusCode: 204, body: '' };
  let flow: Flow | undefined;
  const done = (isConfirmed = false) =>
    flow === undefined ? [] : [clearFlow(event, flow.id), ...(isConfirmed ? [clearConfirmation()] : [])];
  try {
    const callback = readCallback(event, provider);
    if ('statusCode' in callback) return callback;
    flow = callback.flow;
    const response = await callback.complete(context);
    addCookies(response, done(flow.confirmsSince !== undefined));
    return response;
  } catch (error) {
    const problem = problemOf(error, provider);
    if (flow?.connects !== undefined) return seeOther(connectionPath(connectionOf(problem)), done());
    // Not at the next attempt: a provider that cannot do this must not lock its users out.
    const isOver = problem.code === 'provider_not_confirmed';
    const page = { redirectTo: flow?.path, confirms: flow?.confirmsSince !== undefined };
    return seeOther(signInPagePath(problem, page), done(isOver));
  }
}

import * as z from 'zod';
import type { SignInMethod } from '../../config/signInMethods.ts';
import type { FunctionContext, FunctionEvent } from '../platform/http/message.ts';
import { recordSignInMethod } from '../platform/http/scope.ts';
import { callSdk } from './callSdk.ts';
import { recordSignIn } from './recordSignIn.ts';
import { sessionCookiesOf, toSdkEvent } from './sdkEvent.ts';

interface SdkSignIn {
  method: SignInMethod;
  /** The SDK's route below its base path, for example `/signinup`. */
  route: string;
  body: object;
}

const sdkAnswer = z.looseObject({ status: z.string() });

/** What the SDK answered to a sign-in. */
interface SdkSignInOutcome {
  /** `status` is OK if there is a session now. */
  answer: z.infer<typeof sdkAnswer>;
  /** Set-Cookie lines of the session, including those that the browser SDK writes. */
  cookies: string[];
}

/**
 * Signs a user in by a route of the SDK, for a function that has verified how they sign in. All checks and
 * overrides of the SDK run, and the activity is recorded; limits of attempts are up to the caller.
 *
 * @param event the request of the function
 * @throws what the SDK's route throws, as {@link callSdk}
 */
export async function signInThroughSdk(
  event: FunctionEvent,
  context: FunctionContext,
  { method, route, body }: SdkSignIn,
): Promise<SdkSignInOutcome> {
  recordSignInMethod(method);
  const response = await callSdk(toSdkEvent(event, route, body), context);
  await recordSignIn(event);
  return { answer: sdkAnswer.parse(JSON.parse(response.body)), cookies: sessionCookiesOf(response) };
}

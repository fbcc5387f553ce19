import { middleware } from 'supertokens-node/framework/awsLambda';
import { createNewSession } from 'supertokens-node/recipe/session';
import type { SignInMethod } from '../../config/signInMethods.ts';
import { DEFAULT_TENANT } from '../../config/supertokens/tenant.ts';
import {
  json,
  setCookiesOf,
  type FunctionContext,
  type FunctionEvent,
  type FunctionResponse,
} from '../platform/http/message.ts';
import type { LoginMethod } from '../platform/account/loginMethod.ts';
import { recordSignInMethod } from '../platform/http/scope.ts';
import { rememberSessionLifetime } from '../session/tokenReuse.ts';
import { refreshExpiry } from '../session/tokens.ts';
import { recordSignIn } from './recordSignIn.ts';
import { sessionCookiesOf } from './sdkEvent.ts';

interface OwnSignIn {
  method: SignInMethod;
  /** The user whose identity the caller has verified, as the core has it now. */
  loginMethod: LoginMethod;
}

/**
 * Has the SDK create a session for a way to sign in that it has no recipe for. The overrides of its sessions
 * run, the session that it replaces in this browser ends, and the activity is recorded.
 *
 * @returns Set-Cookie lines of the session, including those that the browser SDK writes
 */
export async function createSession(
  event: FunctionEvent,
  context: FunctionContext,
  { method, loginMethod }: OwnSignIn,
): Promise<string[]> {
  recordSignInMethod(method);
  const { recipeUserId, tenantIds } = loginMethod;
  const create = middleware(async (request: FunctionEvent): Promise<FunctionResponse> => {
    await createNewSession(request, request, tenantIds[0] ?? DEFAULT_TENANT, recipeUserId);
    return json(200, {});
  });
  const response = (await create(event, context, () => undefined)) as FunctionResponse;
  rememberSessionLifetime(refreshExpiry(setCookiesOf(response)));
  await recordSignIn(event);
  return sessionCookiesOf(response);
}

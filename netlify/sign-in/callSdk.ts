import { middleware } from 'supertokens-node/framework/awsLambda';
import { getEnv } from '../../config/env/env.ts';
import {
  setCookiesOf,
  type FunctionContext,
  type FunctionEvent,
  type FunctionResponse,
} from '../platform/http/message.ts';
import { NOTHING_HERE, Refusal } from '../platform/http/refusal.ts';
import { allowWithoutFactor, recordOutcome } from '../platform/http/scope.ts';
import { rememberSessionLifetime } from '../session/tokenReuse.ts';
import { refreshExpiry } from '../session/tokens.ts';
import { sdkOutcome } from './sdkOutcome.ts';

const sdk = middleware(() => {
  throw new Refusal(404, 'NOT_FOUND', NOTHING_HERE);
});

/** Keeps an outcome that is already set, for example token theft. */
function setSdkOutcome(event: FunctionEvent, { statusCode, body }: FunctionResponse): void {
  const outcome = sdkOutcome(event.path.slice(getEnv().apiBasePath.length), body);
  if (statusCode === 200 && outcome !== undefined) recordOutcome(outcome);
}

/**
 * The routes of the SDK that serve a signed-in user. The others begin, refresh or end sessions, or need
 * none.
 */
const USER_ROUTES = ['POST /user/email/verify/token', 'GET /user/email/verify'];

/** A session without a second factor can be refreshed, ended and replaced, and no more. */
function allowMissingFactor({ httpMethod, path }: FunctionEvent): void {
  const route = `${httpMethod} ${path.slice(getEnv().apiBasePath.length)}`;
  if (!USER_ROUTES.includes(route)) allowWithoutFactor('all');
}

/**
 * Has the SDK answer a request to one of its routes.
 *
 * @throws Refusal 404 for a path that is none, and the SDK's errors
 */
export async function callSdk(event: FunctionEvent, context: FunctionContext): Promise<FunctionResponse> {
  allowMissingFactor(event);
  const response = (await sdk(event, context, () => undefined)) as FunctionResponse;
  setSdkOutcome(event, response);
  // A new session and a refresh by the SDK reveal the lifetime of sessions, like the refresh hop.
  rememberSessionLifetime(refreshExpiry(setCookiesOf(response)));
  return response;
}

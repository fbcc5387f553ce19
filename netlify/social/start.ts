import { randomBytes } from 'node:crypto';
import { calculatePKCECodeChallenge, generateRandomCodeVerifier, generateRandomNonce } from 'oauth4webapi';
import { ACCOUNT_METHODS_PAGE } from '../../config/contracts/sign-in-methods.ts';
import { callbackPath, CONNECT_PARAM } from '../../config/contracts/social.ts';
import { getEnv } from '../../config/env/env.ts';
import { toPlainPath } from '../../config/security/redirectPath.ts';
import { readAccessToken } from '../../config/session/accessToken.ts';
import { CONFIRMS_COOKIE, SESSION_COOKIES } from '../../config/session/sessionCookies.ts';
import { REDIRECT_PARAM } from '../../config/session/sessionRoutes.ts';
import { HOME_PATH } from '../../config/supertokens/appInfo.ts';
import { readCookie } from '../platform/http/cookies.ts';
import { seeOther } from '../platform/http/form.ts';
import type { FunctionEvent, FunctionResponse } from '../platform/http/message.ts';
import { requestOrigin, senderOf } from '../platform/http/origin.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { findServer } from './discovery.ts';
import { keepFlow } from './flowCookie.ts';
import { withProviderTimeout } from './providerTime.ts';
import type { Provider } from './providers.ts';
import { rejectAsRefused } from './signInRefused.ts';
import { sealState } from './state.ts';

/** The registered address to which a provider sends the browser back, whichever deploy of the site asked. */
export const redirectUriOf = (event: FunctionEvent, { id }: Provider): string =>
  (getEnv().callbackOrigin ?? requestOrigin(event)) + callbackPath(id);

/** The page that the user wants, from the query. */
export const wantedTarget = ({ queryStringParameters }: FunctionEvent): string =>
  toPlainPath(queryStringParameters?.[REDIRECT_PARAM], HOME_PATH);

/** Whether a request is to add a provider to an account. */
export const isConnection = ({ queryStringParameters }: FunctionEvent): boolean =>
  queryStringParameters?.[CONNECT_PARAM] === '1';

/**
 * Returns the id of the signed-in user who adds a provider to their account, as their browser names it: it is
 * verified when the provider sends them back. Pages of other sites cannot begin this.
 */
function connectingUser(event: FunctionEvent): string | undefined {
  if (!isConnection(event) || senderOf(event) === 'other-site') return undefined;
  return readAccessToken(readCookie(event, SESSION_COOKIES.access) ?? '')?.userId;
}

/** Whether the user of this browser signs in to confirm who they are. */
export const isConfirming = (event: FunctionEvent): boolean =>
  readCookie(event, CONFIRMS_COOKIE) !== undefined;

/**
 * Redirects the browser to a provider. What binds the answer to this browser stays in a cookie.
 *
 * @throws SignInRefused if the provider does not respond
 */
export async function startSignIn(event: FunctionEvent, provider: Provider): Promise<FunctionResponse> {
  const connects = connectingUser(event);
  // The page asks a user without a session to sign in.
  if (isConnection(event) && connects === undefined) return seeOther(ACCOUNT_METHODS_PAGE);
  const server = await withProviderTimeout((signal) => findServer(provider, signal)).catch(rejectAsRefused);
  const confirms = connects === undefined && isConfirming(event);
  const flow = {
    id: randomBytes(16).toString('base64url'),
    nonce: generateRandomNonce(),
    codeVerifier: generateRandomCodeVerifier(),
    path: wantedTarget(event),
    connects,
    ...(confirms && { confirmsSince: Date.now() }),
  };
  const url = new URL(server.authorization_endpoint ?? '');
  const parameters = {
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: redirectUriOf(event, provider),
    scope: provider.scope,
    state: sealState(provider, { origin: requestOrigin(event), id: flow.id }),
    code_challenge: await calculatePKCECodeChallenge(flow.codeVerifier),
    code_challenge_method: 'S256',
    ...(provider.api === undefined && { nonce: flow.nonce }),
    ...provider.parameters,
    ...(confirms && provider.confirmation.parameters),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  recordOutcome('sign_in_started');
  return seeOther(url.href, keepFlow(event, flow));
}

import { createHash } from 'node:crypto';
import {
  authorizationCodeGrantRequest,
  getValidatedIdTokenClaims,
  processAuthorizationCodeResponse,
  processUserInfoResponse,
  userInfoRequest,
  validateApplicationLevelSignature,
  validateAuthResponse,
  type AuthorizationServer,
  type TokenEndpointResponse,
} from 'oauth4webapi';
import { toCanonicalEmail } from '../../config/rules/emailRule.ts';
import type { ProviderId } from '../../config/signInMethods.ts';
import { claims, type Claims } from './providerClaims.ts';
import { findServer, requestOptions } from './discovery.ts';
import type { Flow } from './flowCookie.ts';
import { fetchGitHubClaims } from './gitHubClaims.ts';
import type { Provider } from './providers.ts';
import { SignInRefused } from './signInRefused.ts';

/** A user as a provider has just confirmed them. */
export interface Identity {
  provider: ProviderId;
  /** The id of the user there; it never changes and is never given to another user. */
  subject: string;
  /** Verified, in its canonical spelling. */
  email: string;
  /** When the user entered their credentials there, in seconds since the epoch; undefined if unknown. */
  authTime: number | undefined;
}

export interface Callback {
  provider: Provider;
  /** The query that the provider sent the browser back with. */
  query: URLSearchParams;
  /** The `state` that was sent to the provider. */
  state: string;
  flow: Flow;
  /** The registered address to which the provider sent the browser. */
  redirectUri: string;
}

interface Exchange extends Callback {
  server: AuthorizationServer;
  signal: AbortSignal;
}

async function requestTokens({ provider, query, state, flow, redirectUri, server, signal }: Exchange) {
  const client = { client_id: provider.clientId };
  // Compares the state and the issuer (RFC 9207), and throws the error that the provider reports.
  const parameters = validateAuthResponse(server, client, query, state);
  const response = await authorizationCodeGrantRequest(
    server,
    client,
    await provider.authenticate(server),
    parameters,
    redirectUri,
    flow.codeVerifier,
    requestOptions(signal),
  );
  if (provider.api !== undefined) return processAuthorizationCodeResponse(server, client, response);
  const tokens = await processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: flow.nonce,
    requireIdToken: true,
  });
  await validateApplicationLevelSignature(server, response, requestOptions(signal));
  return tokens;
}

/** The claims of the ID token, or of the userinfo endpoint for a provider that sends no address in it. */
async function readOpenIdClaims({ provider, server, signal }: Exchange, tokens: TokenEndpointResponse) {
  const inToken = claims.parse(getValidatedIdTokenClaims(tokens));
  if (inToken.email !== undefined || server.userinfo_endpoint === undefined) return inToken;
  const client = { client_id: provider.clientId };
  const response = await userInfoRequest(server, client, tokens.access_token, requestOptions(signal));
  const found = claims.parse(await processUserInfoResponse(server, client, inToken.sub, response));
  return { ...found, auth_time: inToken.auth_time };
}

/** Another issuer may use the same ids, so that of a provider that the operator chooses is a part of it. */
function subjectOf({ id }: Provider, { issuer }: AuthorizationServer, subject: string): string {
  return id === 'oidc' ? createHash('sha256').update(`${issuer} ${subject}`).digest('base64url') : subject;
}

/** @throws SignInRefused if the provider does not vouch for an address that can be used */
function verifiedEmail({ email, email_verified: isVerified }: Claims): string {
  if (email === undefined || email === '') throw new SignInRefused('provider_no_email');
  if (isVerified !== true) throw new SignInRefused('provider_unverified_email');
  const canonical = toCanonicalEmail(email);
  if (canonical === undefined) throw new SignInRefused('provider_no_email');
  return canonical;
}

/** Clocks differ. */
const TOLERANCE_SECONDS = 60;

/**
 * Returns when the user entered their credentials. A provider that does not tell is believed to have asked
 * for them just now, unless it is one that could tell.
 *
 * @throws SignInRefused for a user who has to confirm who they are, and was not asked to
 */
function authTimeOf({ provider, flow }: Callback, { auth_time: told }: Claims): number | undefined {
  const { tellsTime } = provider.confirmation;
  const now = Math.floor(Date.now() / 1000);
  if (tellsTime && flow.confirmsSince !== undefined) {
    const isNew = told !== undefined && told >= flow.confirmsSince / 1000 - TOLERANCE_SECONDS;
    if (!isNew) throw new SignInRefused('provider_not_confirmed');
  }
  if (told !== undefined) return Math.min(told, now);
  return tellsTime ? undefined : now;
}

/**
 * Verifies who came back from a provider: exchanges the code for tokens, and checks state, issuer, nonce,
 * PKCE and the signature, issuer, audience and times of the ID token.
 *
 * @param signal ends the requests to the provider
 * @throws SignInRefused for a user without a verified address, and the errors of oauth4webapi
 * @see https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth
 */
export async function verifyIdentity(callback: Callback, signal: AbortSignal): Promise<Identity> {
  const { provider } = callback;
  const server = await findServer(provider, signal);
  const exchange = { ...callback, server, signal };
  const tokens = await requestTokens(exchange);
  const found =
    provider.api === undefined
      ? await readOpenIdClaims(exchange, tokens)
      : await fetchGitHubClaims(provider.api, tokens.access_token, signal);
  return {
    provider: provider.id,
    subject: subjectOf(provider, server, found.sub),
    email: verifiedEmail(found),
    authTime: authTimeOf(callback, found),
  };
}

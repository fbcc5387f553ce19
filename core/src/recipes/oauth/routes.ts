import { oauthNotEnabled } from '../../features.ts';
import { field, flag, object, optional, readBody, text } from '../../http/fields.ts';
import type { BodyShape } from '../../http/fields.ts';
import { requiredText, optionalText } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Method, Route } from '../../http/route.ts';

/**
 * The OAuth2 endpoints of a real core without a licence: those that need the provider are refused (402), and
 * those that read the core's tables find nothing, because nothing can be created.
 */
const refused = <B>(method: Method, path: string, body?: BodyShape<B>): Route =>
  defineRoute({
    method,
    path: `/recipe/oauth/${path}`,
    scope: 'app',
    ...(body !== undefined && { body }),
    handle: () => {
      throw oauthNotEnabled();
    },
  });

const answered = <B>(method: Method, path: string, body: BodyShape<B>, answer: object): Route =>
  defineRoute({ method, path: `/recipe/oauth/${path}`, scope: 'app', body, handle: () => answer });

const CLIENT_NOT_FOUND = { status: 'CLIENT_NOT_FOUND_ERROR' };
const OK = { status: 'OK' };

const oauthError = (errorDescription: string): object => ({
  status: 'OAUTH_ERROR',
  error: 'invalid_request',
  errorDescription,
  statusCode: 400,
});

const MALFORMED =
  'The request is missing a required parameter, includes an invalid parameter value, includes a parameter more than ' +
  'once, or is otherwise malformed.';

const getClient = defineRoute({
  method: 'GET',
  path: '/recipe/oauth/clients',
  scope: 'app',
  query: { clientId: requiredText },
  handle: () => {
    throw oauthNotEnabled();
  },
});

const consent = {
  iss: text,
  tId: text,
  rsub: text,
  sessionHandle: text,
  initialAccessTokenPayload: object,
  initialIdTokenPayload: object,
};

const authorization = {
  params: object,
  cookies: optional(text),
  access_token: optional(object),
  id_token: optional(object),
  iss: optional(text),
  useStaticSigningKey: optional(flag),
};

/** The SDK sends no payloads with an authorization code. */
const payload = field((value, name, body = {}) => {
  const { grant_type: grantType } = readBody({ grant_type: text }, object.read(body.inputBody, 'inputBody'));
  return (grantType === 'authorization_code' ? optional(object) : object).read(value, name);
});

const tokenRequest = {
  iss: text,
  inputBody: field((value, name) => readBody({ grant_type: text }, object.read(value, name))),
  access_token: payload,
  id_token: payload,
  useStaticSigningKey: optional(flag),
  authorizationHeader: optional(text),
};

const getLogout = defineRoute({
  method: 'GET',
  path: '/recipe/oauth/sessions/logout',
  scope: 'app',
  query: {
    clientId: optionalText,
    idTokenHint: optionalText,
    postLogoutRedirectUri: optionalText,
    state: optionalText,
  },
  handle: ({ query: { idTokenHint, postLogoutRedirectUri, state } }) => {
    // No ID token was ever issued.
    if (idTokenHint !== null) return oauthError(MALFORMED);
    const lonely = postLogoutRedirectUri !== null ? 'postLogoutRedirectionUri' : 'state';
    return postLogoutRedirectUri !== null || state !== null
      ? oauthError(
          `${MALFORMED} Logout failed because query parameter ${lonely} is set but idTokenHint is missing.`,
        )
      : CLIENT_NOT_FOUND;
  },
});

/** The provider handles refresh tokens, the core access tokens. */
const isRefreshToken = (token: string): boolean => token.startsWith('st_rt_');

const postIntrospection = defineRoute({
  method: 'POST',
  path: '/recipe/oauth/introspect',
  scope: 'app',
  body: { token: text },
  handle: ({ body: { token } }) => {
    if (isRefreshToken(token)) throw oauthNotEnabled();
    return { active: false, ...OK };
  },
});

const postRevocation = defineRoute({
  method: 'POST',
  path: '/recipe/oauth/token/revoke',
  scope: 'app',
  body: { token: text },
  handle: ({ body: { token } }) => {
    if (isRefreshToken(token)) throw oauthNotEnabled();
    return OK;
  },
});

export const unlicensedOAuthRoutes: readonly Route[] = [
  getClient,
  refused('POST', 'clients', { enableRefreshTokenRotation: optional(flag) }),
  refused('PUT', 'clients', { clientId: text }),
  refused('GET', 'clients/list'),
  answered('POST', 'clients/remove', { clientId: text }, { ...OK, didExist: false }),
  refused('POST', 'auth', authorization),
  refused('GET', 'auth/requests/consent'),
  refused('PUT', 'auth/requests/consent/accept', consent),
  refused('PUT', 'auth/requests/consent/reject', {}),
  refused('GET', 'auth/requests/login'),
  refused('PUT', 'auth/requests/login/accept', {}),
  refused('PUT', 'auth/requests/login/reject', {}),
  answered('PUT', 'auth/requests/logout/accept', { challenge: text }, oauthError('Logout request not found')),
  answered('PUT', 'auth/requests/logout/reject', { challenge: text }, OK),
  answered('POST', 'token', tokenRequest, CLIENT_NOT_FOUND),
  postIntrospection,
  postRevocation,
  refused('POST', 'tokens/revoke', { client_id: text }),
  answered('POST', 'session/revoke', { sessionHandle: text }, OK),
  getLogout,
];

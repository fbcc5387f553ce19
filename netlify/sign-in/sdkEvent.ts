import { getEnv } from '../../config/env/env.ts';
import { expiredWidgetCookies } from '../../config/session/setCookie.ts';
import {
  responseHeader,
  setCookiesOf,
  type FunctionEvent,
  type FunctionResponse,
} from '../platform/http/message.ts';
import { NOTHING_HERE, Refusal } from '../platform/http/refusal.ts';
import { frontTokenCookies } from '../platform/session/frontTokenCookies.ts';

const created = new WeakSet<object>();

/**
 * Creates a request to a route of the SDK in the place of another request. The browser's `fdi-version`, if
 * any, must not choose older rules.
 *
 * @param route path below the base path of the SDK's routes
 */
export function toSdkEvent(event: FunctionEvent, route: string, body: object): FunctionEvent {
  const headers = { ...event.headers };
  delete headers['fdi-version'];
  const sdkEvent: FunctionEvent = {
    ...event,
    path: getEnv().apiBasePath + route,
    httpMethod: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'st-auth-mode': 'cookie' },
    queryStringParameters: {},
    multiValueQueryStringParameters: {},
    body: JSON.stringify(body),
    isBase64Encoded: false,
  };
  created.add(sdkEvent);
  return sdkEvent;
}

/**
 * Whether {@link toSdkEvent} created a request.
 *
 * @param original `options.req.original` in an override of the SDK's APIs
 */
export const isOwnSdkEvent = (original: unknown): boolean =>
  typeof original === 'object' && original !== null && created.has(original);

interface SdkApiInput {
  options: { req: { original: unknown } };
}

/**
 * Lets nothing but requests of {@link toSdkEvent} use the SDK's routes for other ways to sign in: clients
 * could skip the checks before them.
 *
 * @param input of an override of the SDK's APIs
 * @throws Refusal 404
 */
export function requireOwnSdkEvent({ options }: SdkApiInput): void {
  if (!isOwnSdkEvent(options.req.original)) throw new Refusal(404, 'NOT_FOUND', NOTHING_HERE);
}

/**
 * Input of the SDK's routes to sign in. A client may ask the SDK to keep its session, to link accounts. Here
 * a sign-in always begins a new one, so that earlier session tokens become void.
 */
export const NEW_SESSION = { session: undefined, shouldTryLinkingWithSessionUser: false } as const;

function widgetCookiesFor(frontToken: string | undefined): string[] {
  if (frontToken === undefined) return [];
  return frontToken === 'remove' ? expiredWidgetCookies() : frontTokenCookies(frontToken);
}

/**
 * All cookies of a session that the SDK has just created or ended, including those that the browser SDK
 * writes.
 */
export function sessionCookiesOf(response: FunctionResponse): string[] {
  return [...setCookiesOf(response), ...widgetCookiesFor(responseHeader(response, 'front-token'))];
}

import { getEnv } from '../../config/env/env.ts';
import {
  responseHeader,
  setCookiesOf,
  type FunctionEvent,
  type FunctionResponse,
} from '../platform/http/message.ts';
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
 * Whether {@link toSdkEvent} created a request. The SDK's routes for other ways to sign in accept nothing
 * else: clients could skip the checks before them.
 *
 * @param original `options.req.original` in an override of the SDK's APIs
 */
export const isOwnSdkEvent = (original: unknown): boolean =>
  typeof original === 'object' && original !== null && created.has(original);

/** All cookies of a session that the SDK has just created, including those that the browser SDK writes. */
export function sessionCookiesOf(response: FunctionResponse): string[] {
  const frontToken = responseHeader(response, 'front-token');
  const widget = frontToken === undefined ? [] : frontTokenCookies(frontToken);
  return [...setCookiesOf(response), ...widget];
}

import type { MiddlewareObj, Request } from '@middy/core';
import { getEnv } from '../../../config/env/env.ts';
import { sessionCookiePaths } from '../../../config/session/sessionCookies.ts';
import { expiredWidgetCookies, setSiteCookie } from '../../../config/session/setCookie.ts';
import { addCookies, responseHeader, type FunctionEvent, type FunctionResponse } from '../http/message.ts';

/** Clears all cookies of a session, for responses that are not from the SDK. */
export function expiredSessionCookies(): string[] {
  return Object.entries(sessionCookiePaths(getEnv())).map(([name, path]) =>
    setSiteCookie(name, '', { path, expires: 0 }),
  );
}

/**
 * Clears the widget's cookies where the SDK clears a session (`front-token: remove`). Otherwise
 * the widget would redirect to the session page, which redirects back, in a loop.
 */
export function endWidgetSession(): MiddlewareObj<FunctionEvent, FunctionResponse> {
  return {
    after: ({ response }: Request<FunctionEvent, FunctionResponse>): void => {
      if (response == null || responseHeader(response, 'front-token') !== 'remove') return;
      addCookies(response, expiredWidgetCookies());
    },
  };
}

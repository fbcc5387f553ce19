import type { MiddlewareObj, Request } from '@middy/core';
import { getEnv } from '../../../config/env/env.ts';
import { sessionCookiePaths, WIDGET_COOKIES } from '../../../config/session/sessionCookies.ts';
import { setCookie } from '../http/cookies.ts';
import { addCookies, responseHeader, type FunctionEvent, type FunctionResponse } from '../http/message.ts';

/** Expires the cookies by which the widget believes that somebody is signed in. */
function expiredWidgetCookies(): string[] {
  return WIDGET_COOKIES.map((name) => setCookie(name, '', { path: '/', expires: 0 }));
}

/** Expires every cookie that a session may have left, for answers that are not the SDK's. */
export function expiredSessionCookies(): string[] {
  return Object.entries(sessionCookiePaths(getEnv().apiBasePath)).map(([name, path]) =>
    setCookie(name, '', { path, expires: 0 }),
  );
}

/**
 * Wherever the SDK clears a session (it then says `front-token: remove`), the widget's cookies go as well: with them
 * left, the widget sends the browser from the log-in to the session page, which sends it back, for ever.
 */
export function endWidgetSession(): MiddlewareObj<FunctionEvent, FunctionResponse> {
  return {
    after: ({ response }: Request<FunctionEvent, FunctionResponse>): void => {
      if (response == null || responseHeader(response, 'front-token') !== 'remove') return;
      addCookies(response, expiredWidgetCookies());
    },
  };
}

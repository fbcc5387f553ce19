import type { MiddlewareObj, Request } from '@middy/core';
import { getEnv } from '../../../config/env/env.ts';
import { KNOWN_BROWSER_MS, LAST_METHOD_COOKIE } from '../../../config/session/sessionCookies.ts';
import { setHiddenCookie } from '../../../config/session/setCookie.ts';
import { addCookies, type FunctionEvent, type FunctionResponse } from '../http/message.ts';
import { currentScope } from '../http/scope.ts';

/** Remembers in the browser how its user signed in, for the sign-in page. */
export function rememberSignInMethod(): MiddlewareObj<FunctionEvent, FunctionResponse> {
  return {
    after: ({ response }: Request<FunctionEvent, FunctionResponse>): void => {
      const method = currentScope()?.signedInBy;
      if (response == null || method === undefined) return;
      const kept = { path: getEnv().websiteBasePath, expires: Date.now() + KNOWN_BROWSER_MS };
      addCookies(response, [setHiddenCookie(LAST_METHOD_COOKIE, method, kept)]);
    },
  };
}

import type { MiddlewareObj, Request } from '@middy/core';
import { errorAnswer } from '../../../config/contracts/errorAnswer.ts';
import { getEnv } from '../../../config/env/env.ts';
import { loginPath, refreshRedirect } from '../../../config/session/sessionRoutes.ts';
import type { FunctionEvent, FunctionResponse } from '../http/message.ts';

/** Returns the page that a navigation comes from or wants; undefined for a request that is no navigation. */
export type PageOfNavigation = (event: FunctionEvent) => string | undefined;

function targetFor(page: string, body: string): string | undefined {
  const code = errorAnswer.safeParse(JSON.parse(body)).data?.error.code;
  if (code === 'SESSION_REFRESH_REQUIRED') return refreshRedirect(getEnv(), page).path;
  return code === 'SESSION_REQUIRED' ? loginPath(getEnv(), page) : undefined;
}

/**
 * Redirects a navigation whose session has expired, has ended or is missing, as pages do: through the refresh
 * hop, or to the sign-in page. The cookies of the response stay.
 */
export function redirectSignedOut(pageOf: PageOfNavigation): MiddlewareObj<FunctionEvent, FunctionResponse> {
  const redirect = ({ event, response }: Request<FunctionEvent, FunctionResponse>): void => {
    const page = response?.statusCode === 401 ? pageOf(event) : undefined;
    if (response == null || page === undefined) return;
    const location = targetFor(page, response.body);
    if (location === undefined) return;
    Object.assign(response, { statusCode: 303, headers: { ...response.headers, location }, body: '' });
  };
  return { after: redirect, onError: redirect };
}

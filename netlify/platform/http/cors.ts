import type { MiddlewareObj, Request } from '@middy/core';
import httpCors from '@middy/http-cors';
import { getAllCORSHeaders } from 'supertokens-node';
import { acceptedOrigin } from '../../../config/security/addresses.ts';
import { getEnv } from '../../../config/env/env.ts';
import { FORM_USER_HEADER } from '../../../config/contracts/sign-in.ts';
import type { FunctionEvent, FunctionResponse } from './message.ts';

function corsFor(websiteDomain: string, methods: readonly string[]) {
  return httpCors({
    origins: [websiteDomain],
    credentials: true,
    headers: ['content-type', FORM_USER_HEADER, ...getAllCORSHeaders()].join(', '),
    methods: methods.join(', '),
  });
}

function withoutCors(headers: FunctionResponse['headers'] = {}): FunctionResponse['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^access-control-/i.test(name)));
}

/**
 * The origin that may read the response: the separate front end if there is one, otherwise the origin of the
 * request.
 */
function readerOf({ headers }: FunctionEvent): string | undefined {
  const env = getEnv();
  return env.websiteDomain ?? acceptedOrigin(env, headers.host);
}

/** Adds CORS headers for the website domain, and none for other origins. */
export function cors(
  methodsOf: (event: FunctionEvent) => readonly string[],
): MiddlewareObj<FunctionEvent, FunctionResponse> {
  const answer = (request: Request<FunctionEvent, FunctionResponse>): void => {
    const { event, response } = request;
    if (response == null) return;
    const { origin } = event.headers;
    if (origin !== undefined && origin === readerOf(event)) {
      corsFor(origin, methodsOf(event)).after?.(request);
    } else {
      response.headers = withoutCors(response.headers);
    }
    response.headers = { ...response.headers, Vary: 'Origin' };
  };
  return { after: answer, onError: answer };
}

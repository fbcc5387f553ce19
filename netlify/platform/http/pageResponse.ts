import { plainPageHtml, type PlainPage } from '../../../components/plain-page/plainPageHtml.ts';
import { getEnv } from '../../../config/env/env.ts';
import type { FunctionResponse } from './message.ts';

/** A page as the response of a function, for users who navigate to it. */
export function pageResponse(
  statusCode: number,
  words: Omit<PlainPage, 'appName'>,
  headers: Record<string, string> = {},
): FunctionResponse {
  return {
    statusCode,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    body: plainPageHtml({ ...words, appName: getEnv().appName }),
  };
}

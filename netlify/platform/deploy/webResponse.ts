import type { HandlerResponse } from '@netlify/aws-lambda-compat';
import type { FunctionResponse } from '../http/message.ts';

/**
 * A Response with one of these cannot have a body, not even an empty one (Fetch standard, "null body
 * status").
 */
const NULL_BODY_STATUS = new Set([204, 205, 304]);

/** A name in both lists counts once: as in `netlify dev`, the list with several values wins. */
function singleHeaders({ headers = {}, multiValueHeaders = {} }: FunctionResponse) {
  const repeated = new Set(Object.keys(multiValueHeaders).map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !repeated.has(name.toLowerCase())));
}

/**
 * The response of a function as `@netlify/aws-lambda-compat` makes a Response of it. An empty body is left
 * out: with one, a Response gets a content type by default.
 */
export function toLambdaResult(response: FunctionResponse): HandlerResponse {
  const { statusCode, multiValueHeaders, body, isBase64Encoded } = response;
  return {
    statusCode,
    headers: singleHeaders(response),
    ...(multiValueHeaders !== undefined && { multiValueHeaders }),
    ...(body !== '' && !NULL_BODY_STATUS.has(statusCode) && { body }),
    ...(isBase64Encoded !== undefined && { isBase64Encoded }),
  };
}

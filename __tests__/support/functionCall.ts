import type { FunctionHandler } from '../../netlify/platform/createFunction.ts';
import { toWebHandler, type WebHandler } from '../../netlify/platform/deploy/webHandler.ts';
import type { FunctionEvent, FunctionResponse } from '../../netlify/platform/http/message.ts';
import { expectEnglishMessage } from './refusals.ts';
import { lambdaContext, lambdaEvent, type RequestOptions } from './lambdaEvent.ts';

export type NetlifyContext = Parameters<WebHandler>[1];

/** The part of Netlify's context that functions read. */
export const netlifyContext = { requestId: 'test' } as NetlifyContext;

const bytesOf = ({ body, isBase64Encoded }: FunctionEvent) =>
  body == null || body === '' ? undefined : Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');

/**
 * Converts an event to a Request, like Netlify's runtime.
 *
 * @throws TypeError for TRACE and for GET with a body, to which Netlify responds 500 before our code runs
 */
export function toRequest(event: FunctionEvent): Request {
  const { httpMethod: method, headers, rawUrl = '' } = event;
  const body = bytesOf(event);
  return new Request(rawUrl, { method, headers: headers as Record<string, string>, ...(body && { body }) });
}

/** A URL cannot contain half of a surrogate pair, but an event of a test can. */
const isWellFormed = ({ multiValueQueryStringParameters }: FunctionEvent) =>
  Object.values(multiValueQueryStringParameters ?? {}).every((values) =>
    values?.every((value) => value.isWellFormed()),
  );

/** Returns undefined if the URL standard changes the path (`/a/../b` is `/b`). */
function toSameRequest(event: FunctionEvent): Request | undefined {
  try {
    const request = toRequest(event);
    const isSamePath = new URL(request.url).pathname === event.path;
    return isSamePath && isWellFormed(event) ? request : undefined;
  } catch {
    return undefined;
  }
}

const comparableEvent = (event: FunctionEvent) => ({
  path: event.path,
  method: event.httpMethod,
  headers: { ...event.headers },
  query: event.queryStringParameters,
  allQuery: event.multiValueQueryStringParameters,
  body: bytesOf(event)?.toString('utf8'),
});

/** Converts a Response to a response of the Lambda signature. */
export async function toFunctionResponse(response: Response): Promise<FunctionResponse> {
  const cookies = response.headers.getSetCookie();
  const headers = [...response.headers].filter(([name]) => name !== 'set-cookie');
  return {
    statusCode: response.status,
    headers: Object.fromEntries(headers),
    ...(cookies.length > 0 && { multiValueHeaders: { 'Set-Cookie': cookies } }),
    body: await response.text(),
  };
}

function comparableResponse({ statusCode, headers = {}, multiValueHeaders = {}, body }: FunctionResponse) {
  const single = Object.entries(headers).map(([name, value]) => [name, [value]] as const);
  const lists = [...single, ...Object.entries(multiValueHeaders)].filter(([, values]) => values.length > 0);
  return {
    statusCode,
    headers: Object.fromEntries(lists.map(([name, values]) => [name.toLowerCase(), values.map(String)])),
    body,
  };
}

/**
 * Calls a function through the entry that is deployed, with a Request, and compares the event and the
 * response of its handler with those of the Lambda signature. Calls the handler directly if no Request can
 * express the event, and for all events with FUNCTION_ENTRY=lambda.
 *
 * @throws JestAssertionError if events or responses differ, or if a message differs from the text that its
 *   translations are made from
 */
export async function callFunction(
  handler: FunctionHandler,
  options: RequestOptions,
): Promise<FunctionResponse> {
  const event = lambdaEvent(options);
  const request = process.env.FUNCTION_ENTRY === 'lambda' ? undefined : toSameRequest(event);
  if (request === undefined) return expectEnglishMessage(await handler(event, lambdaContext));
  let returned: FunctionResponse | undefined;
  const deployed = toWebHandler(async (built, context) => {
    expect(comparableEvent(built)).toEqual(comparableEvent(event));
    return (returned = await handler(built, context));
  });
  const response = await toFunctionResponse(await deployed(request, netlifyContext));
  if (returned !== undefined) expect(comparableResponse(response)).toEqual(comparableResponse(returned));
  return expectEnglishMessage(response);
}

import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { isPageNavigation } from '../../../config/requestHeaders.ts';

/** The part of a Lambda event that Netlify fills; the middleware has lowered the case of header names. */
export interface FunctionEvent extends Pick<
  APIGatewayProxyEvent,
  'path' | 'httpMethod' | 'headers' | 'isBase64Encoded'
> {
  body?: string | null;
  queryStringParameters?: APIGatewayProxyEvent['queryStringParameters'];
  multiValueQueryStringParameters?: APIGatewayProxyEvent['multiValueQueryStringParameters'];
  rawUrl?: string;
  /** Set if a HEAD request is handled like a GET. */
  isHead?: boolean;
}

export type FunctionResponse = APIGatewayProxyResult;
export type FunctionContext = Context;

/** Whether a browser shows the response to this request: scripts ask for other types. */
export function acceptsHtml({ headers }: Pick<FunctionEvent, 'headers'>): boolean {
  return headers.accept?.includes('text/html') === true;
}

/** Whether a browser navigates; a script that asks for HTML reads the response itself. */
export function isPageRequest({ headers }: Pick<FunctionEvent, 'headers'>): boolean {
  return isPageNavigation({ get: (name) => headers[name] ?? null });
}

/** Returns the value of an Allow header: HEAD is included with GET (RFC 9110, section 9.3.2). */
export function allowedMethods(methods: readonly string[]): string[] {
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
}

/** Turns a HEAD request into the GET whose headers it requests; returns others unchanged. */
export function headAsGet(event: FunctionEvent): FunctionEvent {
  return event.httpMethod === 'HEAD' ? { ...event, httpMethod: 'GET', isHead: true } : event;
}

/** Removes the body from the response to a HEAD request (RFC 9110, section 9.3.2). */
export function withoutBodyForHead(event: FunctionEvent, response: FunctionResponse): FunctionResponse {
  return event.isHead === true ? { ...response, body: '', isBase64Encoded: false } : response;
}

/** Returns a JSON response. */
export function json(
  statusCode: number,
  body: unknown,
  headers: Record<string, string> = {},
): FunctionResponse {
  return {
    statusCode,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

/** Returns a header of a response, regardless of its case. */
export function responseHeader(response: FunctionResponse, name: string): string | undefined {
  const found = Object.entries(response.headers ?? {}).find(([key]) => key.toLowerCase() === name);
  return found === undefined ? undefined : String(found[1]);
}

const setCookieName = (headers: object): string =>
  Object.keys(headers).find((key) => key.toLowerCase() === 'set-cookie') ?? 'Set-Cookie';

/** Returns the Set-Cookie headers of a response, regardless of their case. */
export function setCookiesOf({ multiValueHeaders = {} }: FunctionResponse): string[] {
  return (multiValueHeaders[setCookieName(multiValueHeaders)] ?? []).map(String);
}

/** Adds Set-Cookie headers to those of a response. */
export function addCookies(response: FunctionResponse, cookies: readonly string[]): void {
  const multi = (response.multiValueHeaders ??= {});
  const name = setCookieName(multi);
  multi[name] = [...(multi[name] ?? []), ...cookies];
}

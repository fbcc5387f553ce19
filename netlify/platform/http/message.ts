import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';

/** The part of a Lambda event that Netlify fills; header names are lower case once it is in the stack. */
export interface FunctionEvent extends Pick<
  APIGatewayProxyEvent,
  'path' | 'httpMethod' | 'headers' | 'isBase64Encoded'
> {
  body?: string | null;
  queryStringParameters?: APIGatewayProxyEvent['queryStringParameters'];
  multiValueQueryStringParameters?: APIGatewayProxyEvent['multiValueQueryStringParameters'];
  rawUrl?: string;
  /** Access to Netlify Blobs: JSON in base64. */
  blobs?: string;
  /** Set where a HEAD request is answered like a GET. */
  isHead?: boolean;
}

export type FunctionResponse = APIGatewayProxyResult;
export type FunctionContext = Context;

/** The methods of an address as its Allow header lists them: HEAD comes with GET (RFC 9110, section 9.3.2). */
export function allowedMethods(methods: readonly string[]): string[] {
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
}

/** A HEAD request as the GET whose headers it asks for; every other request as it is. */
export function headAsGet(event: FunctionEvent): FunctionEvent {
  return event.httpMethod === 'HEAD' ? { ...event, httpMethod: 'GET', isHead: true } : event;
}

/** The answer to a HEAD request has no body (RFC 9110, section 9.3.2). */
export function withoutBodyForHead(event: FunctionEvent, response: FunctionResponse): FunctionResponse {
  return event.isHead === true ? { ...response, body: '', isBase64Encoded: false } : response;
}

/** Answers with JSON. */
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

/** A header of an answer, whatever the case that its writer chose. */
export function responseHeader(response: FunctionResponse, name: string): string | undefined {
  const found = Object.entries(response.headers ?? {}).find(([key]) => key.toLowerCase() === name);
  return found === undefined ? undefined : String(found[1]);
}

/** Adds Set-Cookie headers to those that an answer already has. */
export function addCookies(response: FunctionResponse, cookies: readonly string[]): void {
  const multi = (response.multiValueHeaders ??= {});
  const name = Object.keys(multi).find((key) => key.toLowerCase() === 'set-cookie') ?? 'Set-Cookie';
  multi[name] = [...(multi[name] ?? []), ...cookies];
}

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
}

export type FunctionResponse = APIGatewayProxyResult;
export type FunctionContext = Context;

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

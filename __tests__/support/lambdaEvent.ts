import type { FunctionContext, FunctionEvent } from '../../netlify/platform/http/message.ts';

export interface RequestOptions {
  method?: string;
  path: string;
  query?: Record<string, string | string[]>;
  headers?: Record<string, string>;
  /** An object is sent as JSON, and says so. */
  body?: string | object;
  base64?: boolean;
}

/** A Lambda event as Netlify makes it: see "The Lambda event that a function gets" in docs. */
export function lambdaEvent({
  method = 'GET',
  path,
  query = {},
  headers = {},
  body,
  base64,
}: RequestOptions) {
  const text = typeof body === 'object' ? JSON.stringify(body) : body;
  const all = Object.entries(query).map(([name, value]) => [name, [value].flat()] as const);
  const search = new URLSearchParams(all.flatMap(([name, values]) => values.map((value) => [name, value])));
  const event: FunctionEvent & Record<string, unknown> = {
    path,
    httpMethod: method,
    headers: {
      host: new URL(process.env.URL ?? 'http://localhost:8888').host,
      ...(typeof body === 'object' ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    multiValueHeaders: {},
    queryStringParameters: Object.fromEntries(all.map(([name, values]) => [name, values.join(', ')])),
    multiValueQueryStringParameters: Object.fromEntries(all.map(([name, values]) => [name, [...values]])),
    rawUrl: `http://localhost:8888${path}${search.size > 0 ? `?${search}` : ''}`,
    rawQuery: search.toString(),
    // `netlify dev` leaves the key out, Netlify itself sends null: the harder of the two.
    body: text === undefined ? undefined : base64 === true ? Buffer.from(text).toString('base64') : text,
    // Netlify says so of a request without a body, too.
    isBase64Encoded: base64 ?? text === undefined,
  };
  return event;
}

export const lambdaContext = {
  awsRequestId: 'test',
  callbackWaitsForEmptyEventLoop: true,
} as FunctionContext;

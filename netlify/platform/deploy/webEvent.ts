import type { HandlerEvent } from '@netlify/aws-lambda-compat';
import type { FunctionEvent } from '../http/message.ts';

const CLIENT_ADDRESS_HEADER = 'x-nf-client-connection-ip';

function queryOf(search: string) {
  const parameters = new URLSearchParams(search);
  const all = [...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)] as const);
  return {
    queryStringParameters: Object.fromEntries(all.map(([name, values]) => [name, values.join(', ')])),
    multiValueQueryStringParameters: Object.fromEntries(all),
  };
}

/** Sets the header that Netlify's Lambda event has: without it all clients would count as one network. */
function withClientAddress(given: Headers, clientAddress: string | undefined): Headers {
  const headers = new Headers(given);
  if (clientAddress && !headers.has(CLIENT_ADDRESS_HEADER)) headers.set(CLIENT_ADDRESS_HEADER, clientAddress);
  return headers;
}

/**
 * The event that a function with the Lambda signature gets for a request. Method, path and body are those of
 * `@netlify/aws-lambda-compat`. It keeps only the last of repeated query parameters and splits header values
 * at commas, so query and headers are read here as `netlify dev` and Netlify read them.
 *
 * @param request the request as it came, with its query
 * @param clientAddress the client's address by Netlify's context; Netlify documents no header for it
 */
export function toEvent(request: Request, event: HandlerEvent, clientAddress?: string): FunctionEvent {
  const { search } = new URL(request.url);
  const headers = [...withClientAddress(request.headers, clientAddress)];
  const whole: FunctionEvent & Omit<HandlerEvent, keyof FunctionEvent> = {
    ...event,
    rawUrl: request.url,
    rawQuery: search.slice(1),
    headers: Object.fromEntries(headers),
    multiValueHeaders: Object.fromEntries(headers.map(([name, value]) => [name, [value]])),
    ...queryOf(search),
  };
  return whole;
}

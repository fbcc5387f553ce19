import type { HandlerEvent } from '@netlify/aws-lambda-compat';
import type { FunctionEvent } from '../http/message.ts';
import { PLACE_HEADER } from '../http/place.ts';

const CLIENT_ADDRESS_HEADER = 'x-nf-client-connection-ip';

function queryOf(search: string) {
  const parameters = new URLSearchParams(search);
  const all = [...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)] as const);
  return {
    queryStringParameters: Object.fromEntries(all.map(([name, values]) => [name, values.join(', ')])),
    multiValueQueryStringParameters: Object.fromEntries(all),
  };
}

/** What Netlify's context says of a client. */
interface Client {
  address?: string | undefined;
  /** Where the client may be. */
  place?: object | undefined;
}

/**
 * Sets the headers that Netlify's Lambda event has: without the first all clients would count as one
 * network.
 */
function withClient(given: Headers, { address, place }: Client): Headers {
  const headers = new Headers(given);
  if (address && !headers.has(CLIENT_ADDRESS_HEADER)) headers.set(CLIENT_ADDRESS_HEADER, address);
  if (place !== undefined && Object.keys(place).length > 0 && !headers.has(PLACE_HEADER))
    headers.set(PLACE_HEADER, Buffer.from(JSON.stringify(place)).toString('base64'));
  return headers;
}

/**
 * The event that a function with the Lambda signature gets for a request. Method, path and body are those of
 * `@netlify/aws-lambda-compat`. It keeps only the last of repeated query parameters and splits header values
 * at commas, so query and headers are read here as `netlify dev` and Netlify read them.
 *
 * @param request the request as it came, with its query
 * @param client by Netlify's context; Netlify documents no headers for it
 */
export function toEvent(request: Request, event: HandlerEvent, client: Client = {}): FunctionEvent {
  const { search } = new URL(request.url);
  const headers = [...withClient(request.headers, client)];
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

import 'server-only';
import http, { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';

export interface HttpRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string | Uint8Array | undefined;
  signal: AbortSignal;
}

export interface HttpResponse {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

const read = async (incoming: IncomingMessage): Promise<HttpResponse> => ({
  status: incoming.statusCode ?? 0,
  headers: incoming.headers,
  body: await text(incoming),
});

/** Whether a kept-alive connection was closed by the server before it received this request. */
const wasStale = ({ reusedSocket }: ClientRequest, { code }: NodeJS.ErrnoException) =>
  reusedSocket && code === 'ECONNRESET';

/**
 * Sends one HTTP request, without redirects, cache and compression. It does not use `fetch`, which costs time
 * on every page (docs/decisions/021). Rejects with Node's connection errors and with an AbortError.
 */
export function sendRequest(asked: HttpRequest): Promise<HttpResponse> {
  const { url, method, body, signal } = asked;
  const { request } = url.startsWith('https:') ? https : http;
  // A GET may be repeated, so it uses kept-alive connections. A change gets a new connection, which cannot be
  // stale.
  const connection = method === 'GET' ? {} : { agent: false };
  // Node sends no Content-Length for methods that usually have no body, such as DELETE.
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const headers = { ...asked.headers, ...length };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, signal, ...connection }, (incoming) => {
      read(incoming).then(resolve, reject);
    });
    outgoing.on('error', (error) => {
      if (wasStale(outgoing, error)) resolve(sendRequest(asked));
      else reject(error);
    });
    outgoing.end(body);
  });
}

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

export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

const read = async (incoming: IncomingMessage): Promise<HttpAnswer> => ({
  status: incoming.statusCode ?? 0,
  headers: incoming.headers,
  body: await text(incoming),
});

/** A connection that was kept, and that the other side gave up before it got this request. */
const wasStale = ({ reusedSocket }: ClientRequest, { code }: NodeJS.ErrnoException) =>
  reusedSocket && code === 'ECONNRESET';

/**
 * One HTTP request and its answer, without redirects, caches and compression. It is not made by `fetch`, whose time on
 * every page docs/decisions/021 tells. Rejects with what Node says of a connection that fails, and with an AbortError.
 */
export function exchange(asked: HttpRequest): Promise<HttpAnswer> {
  const { url, method, body, signal } = asked;
  const { request } = url.startsWith('https:') ? https : http;
  // What may be asked twice goes over kept connections; a change has one of its own, which cannot be stale.
  const connection = method === 'GET' ? {} : { agent: false };
  // Node says no length where a method has no body by custom, DELETE among them.
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const headers = { ...asked.headers, ...length };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, signal, ...connection }, (incoming) => {
      read(incoming).then(resolve, reject);
    });
    outgoing.on('error', (error) => {
      if (wasStale(outgoing, error)) resolve(exchange(asked));
      else reject(error);
    });
    outgoing.end(body);
  });
}

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { StartError } from '../errors.ts';
import type { Log } from '../log.ts';
import { replyToError, send } from './reply.ts';
import type { Dispatch } from './router.ts';

/** An import would load all exports of node:http, which takes a fifth of the start time. */
const { createServer } = process.getBuiltinModule('node:http');

export interface RunningServer {
  readonly url: string;
  /** Stops accepting requests, waits for pending ones, and closes the connections. */
  close(): Promise<void>;
}

/** Maximum time for a request, headers and body, to arrive. Later ones are answered 408. */
const REQUEST_TIMEOUT_MS = 30_000;

/** How often timeouts are checked. Node's default would delay them by up to 30 s. */
const CHECK_INTERVAL_MS = 1000;

/**
 * Longer than HTTP clients keep idle connections, so that the server never closes one that is about to be
 * used.
 */
const KEEP_ALIVE_TIMEOUT_MS = 75_000;

export async function serve(
  dispatch: Dispatch,
  host: string,
  port: number,
  log: Log,
  requestTimeout: number = REQUEST_TIMEOUT_MS,
): Promise<RunningServer> {
  const server = createServer({
    requestTimeout,
    headersTimeout: requestTimeout,
    connectionsCheckingInterval: Math.min(CHECK_INTERVAL_MS, requestTimeout),
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
  });
  server.on('request', (request, response) => void respond(dispatch, request, response, log));
  server.on('clientError', respondToClientError);
  await listen(server, host, port);
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

async function respond(
  dispatch: Dispatch,
  request: IncomingMessage,
  response: ServerResponse,
  log: Log,
): Promise<void> {
  const name = `${request.method ?? ''} ${request.url ?? ''}`;
  const reply = await dispatch(request).catch((error: unknown) => replyToError(error, log, name));
  // The unread rest of the body would be parsed as the next request.
  if (!request.complete) response.setHeader('connection', 'close');
  send(response, reply);
}

const STATUS_BY_ERROR_CODE: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Responds to bytes that are not a valid request, for which there is no response object. */
function respondToClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const status = STATUS_BY_ERROR_CODE[error.code ?? ''] ?? '400 Bad Request';
  const body = `${status.slice(4)}\n`;
  const head = `content-type: text/html; charset=UTF-8\r\ncontent-length: ${body.length}\r\nconnection: close`;
  socket.end(`HTTP/1.1 ${status}\r\n${head}\r\n\r\n${body}`);
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(asStartError(host, port, error));
    });
    server.listen(port, host, resolve);
  });
}

const PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use. Stop the program that uses it, or choose another one with --port.',
  EACCES: 'requires privileges. Choose a port above 1023 with --port.',
  EADDRNOTAVAIL: 'cannot be listened on: this machine has no such address. Change --host.',
  ENOTFOUND: 'cannot be listened on: there is no host of this name. Change --host.',
};

function asStartError(host: string, port: number, error: NodeJS.ErrnoException): Error {
  const code = error.code ?? '';
  const kind = code === 'EADDRINUSE' ? 'PORT_IN_USE' : 'ADDRESS_UNUSABLE';
  const problem = PROBLEMS[code] ?? `cannot be listened on (${code}).`;
  return new StartError(kind, `Port ${port} on ${host} ${problem}`, { cause: error });
}

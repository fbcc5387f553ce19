import { once } from 'node:events';
import {
  createServer,
  request as sendRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

/** How the core behaves for its clients; all but `normal` are simulated. */
export type CoreBehavior =
  | 'normal'
  | 'unreachable'
  | 'silent'
  | 'slow'
  | 'failing'
  | 'refusing'
  | 'garbage'
  | 'wrong-json'
  | 'outdated';

/** A call that the proxy has not passed on yet. */
interface HeldCall {
  /** Resolves when the proxy has received the call. */
  readonly received: Promise<unknown>;
  release: () => void;
}

/** A proxy on a fixed port in front of a core, which counts what passes and can simulate failures. */
export interface CoreProxy {
  readonly url: string;
  /** `METHOD /path` of each call since the last reset. */
  readonly calls: string[];
  /** The body of each call that was passed on since the last reset. */
  readonly bodies: string[];
  setBehavior: (behavior: CoreBehavior) => Promise<void>;
  /** Delays calls whose body contains the text. */
  delayCallsWith: (text: string, milliseconds: number) => void;
  /** Resolves at the next call. */
  nextCall: () => Promise<void>;
  /** Holds the next call to a path, or to `METHOD /path`, until it is released. */
  hold: (call: string) => HeldCall;
  /** Resolves when all clients have received a response or closed the connection. */
  untilIdle: () => Promise<void>;
  reset: () => void;
  close: () => Promise<void>;
}

async function forward(
  target: URL,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  delayOf: (body: string) => number,
  held: Promise<unknown> | undefined,
): Promise<void> {
  const { method, url, headers } = incoming;
  const body = await text(incoming);
  await held;
  const milliseconds = delayOf(body);
  if (milliseconds > 0) await delay(milliseconds);
  const path = target.pathname.replace(/\/$/, '') + (url ?? '/');
  const upstream = sendRequest(new URL(path, target), { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  upstream.on('error', () => outgoing.destroy());
  upstream.end(body);
}

/** The message of the real core for an invalid value. */
export const CORE_REFUSAL = "Field name 'email' is invalid in JSON input";

function answerIn(behavior: CoreBehavior, outgoing: ServerResponse): boolean {
  if (behavior === 'silent') return true;
  if (behavior === 'slow')
    outgoing.writeHead(200, { 'content-type': 'application/json' }).write('{"status":');
  else if (behavior === 'failing')
    outgoing.writeHead(500, { 'content-type': 'text/html' }).end('Internal Error\n');
  else if (behavior === 'refusing')
    outgoing.writeHead(400, { 'content-type': 'text/plain' }).end(CORE_REFUSAL);
  else if (behavior === 'garbage')
    outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<h1>It works!</h1>');
  else if (behavior === 'wrong-json')
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  else if (behavior === 'outdated')
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{"versions":["4.0","5.0"]}');
  return behavior !== 'normal';
}

/** A server on one port that can be stopped and started again. */
function restartable(server: Server) {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return {
    listen: async (port: number) => {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** The calls that a test holds, by `METHOD /path` or by path. */
function heldCalls() {
  const holds = new Map<string, { onReceived: () => void; until: Promise<unknown> }>();
  return {
    hold: (call: string): HeldCall => {
      const received = Promise.withResolvers<undefined>();
      const until = Promise.withResolvers<undefined>();
      holds.set(call, { onReceived: () => received.resolve(undefined), until: until.promise });
      return { received: received.promise, release: () => until.resolve(undefined) };
    },
    /** Returns what a call waits for, if it is held. */
    take: (call: string, path: string): Promise<unknown> | undefined => {
      const key = holds.has(call) ? call : path;
      const held = holds.get(key);
      holds.delete(key);
      held?.onReceived();
      return held?.until;
    },
  };
}

/** Starts a proxy in front of the core at this address. */
export async function startCoreProxy(target: string): Promise<CoreProxy> {
  let behavior: CoreBehavior = 'normal';
  let delayOf: (body: string) => number = () => 0;
  const waiting: (() => void)[] = [];
  const { hold, take } = heldCalls();
  const calls: string[] = [];
  const bodies: string[] = [];
  const open = new Set<ServerResponse>();
  // Longer than any test: on a busy machine the client uses a connection at the moment at which the server
  // closes it.
  const server = createServer({ keepAliveTimeout: 600_000 }, (incoming, outgoing) => {
    const path = (incoming.url ?? '').split('?')[0] ?? '';
    const call = `${incoming.method ?? ''} ${path}`;
    calls.push(call);
    const held = take(call, path);
    for (const resolve of waiting.splice(0)) resolve();
    open.add(outgoing);
    outgoing.on('close', () => open.delete(outgoing));
    const recordBody = (body: string) => (bodies.push(body), delayOf(body));
    if (!answerIn(behavior, outgoing)) void forward(new URL(target), incoming, outgoing, recordBody, held);
  });
  const { listen, stop } = restartable(server);
  const port = await listen(0);
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    bodies,
    hold,
    reset: () => {
      calls.splice(0);
      bodies.splice(0);
    },
    nextCall: () => new Promise((resolve) => waiting.push(resolve)),
    untilIdle: async () => {
      await Promise.all([...open].map((outgoing) => once(outgoing, 'close')));
    },
    delayCallsWith: (marker, milliseconds) => {
      delayOf = (body) => (body.includes(marker) ? milliseconds : 0);
    },
    setBehavior: async (next) => {
      if (next === 'unreachable' && server.listening) await stop();
      if (next !== 'unreachable' && !server.listening) await listen(port);
      behavior = next;
    },
    close: async () => {
      waiting.splice(0);
      if (server.listening) await stop();
    },
  };
}

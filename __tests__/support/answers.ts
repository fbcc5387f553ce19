import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Answer {
  status?: number;
  headers?: Record<string, string | string[]>;
  /** An object is sent as JSON. */
  body?: string | object;
  /** Takes the request and never says a word. */
  silent?: true;
}

interface Asked {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
}

/** A refusal as the functions word it. */
export function refusal(status: number, code: string, field?: string): Answer {
  const error = { code, message: 'No.', requestId: '', ...(field !== undefined && { field }) };
  return { status, body: { error } };
}

/** A server that answers as the test says, and remembers what it was asked. */
export interface AnswerServer {
  readonly origin: string;
  readonly asked: Asked[];
  next: Answer;
  /** Resolves when it is asked again. */
  nextAsked: () => Promise<unknown>;
  close: () => Promise<void>;
}

/** Starts one on a free port. */
export async function startAnswerServer(): Promise<AnswerServer> {
  const asked: Asked[] = [];
  const server = createServer(({ method, url, headers }, response) => {
    asked.push({ method, url, headers });
    server.emit('asked');
    const { status = 200, headers: given = {}, body = '', silent } = world.next;
    if (silent === true) return;
    const isJson = typeof body === 'object';
    const type = isJson ? { 'content-type': 'application/json; charset=utf-8' } : {};
    response.writeHead(status, { ...type, ...given }).end(isJson ? JSON.stringify(body) : body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const world: AnswerServer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    next: {},
    nextAsked: () => once(server, 'asked'),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return world;
}

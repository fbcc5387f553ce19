import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Answer {
  status?: number;
  headers?: Record<string, string | string[]>;
  /** An object is sent as JSON. */
  body?: string | object;
  /** Accepts the request and never responds. */
  silent?: true;
}

interface ReceivedRequest {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
}

/** An error response of our functions. */
export function refusal(status: number, code: string, field?: string): Answer {
  const error = { code, message: 'No.', requestId: '', ...(field !== undefined && { field }) };
  return { status, body: { error } };
}

/** An HTTP server that sends the response of the test and records the requests. */
export interface AnswerServer {
  readonly origin: string;
  readonly requests: ReceivedRequest[];
  next: Answer;
  /** Resolves at the next request. */
  nextRequest: () => Promise<unknown>;
  close: () => Promise<void>;
}

/** Starts the server on a free port. */
export async function startAnswerServer(): Promise<AnswerServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(({ method, url, headers }, response) => {
    requests.push({ method, url, headers });
    server.emit('recorded');
    const { status = 200, headers: given = {}, body = '', silent } = answers.next;
    if (silent === true) return;
    const isJson = typeof body === 'object';
    const type = isJson ? { 'content-type': 'application/json; charset=utf-8' } : {};
    response.writeHead(status, { ...type, ...given }).end(isJson ? JSON.stringify(body) : body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const answers: AnswerServer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    next: {},
    nextRequest: () => once(server, 'recorded'),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return answers;
}

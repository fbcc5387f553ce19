import { createServer, ServerResponse, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { installResponseCompletion } from '@/app/_server/completeResponses';

interface CompletedServer {
  /** Where it listens. */
  origin: string;
  /** How it answers all requests. */
  answer: (response: ServerResponse) => void;
}

const PATCHED = ['writeHead', 'write', 'end'];

/** A server whose responses are completed like those of Next, for the tests of this file. */
export function setUpCompletedServer(): CompletedServer {
  const completed: CompletedServer = { origin: '', answer: (response) => response.end() };
  // All test files of a Jest worker share Node's modules, so the patch is undone at the end.
  const originals = PATCHED.map((name) => [name, Reflect.get(ServerResponse.prototype, name) as unknown]);
  let server: Server;
  beforeAll(async () => {
    installResponseCompletion();
    server = createServer((request, response) => {
      request.resume();
      completed.answer(response);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    completed.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    Object.assign(ServerResponse.prototype, Object.fromEntries(originals));
    server.closeAllConnections();
    server.close();
  });
  return completed;
}

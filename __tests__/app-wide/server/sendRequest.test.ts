import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { sendRequest, type HttpRequest } from '@/app/_server/sendRequest';

let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => unknown;
let connections: Socket[];

beforeEach(async () => {
  connections = [];
  server = createServer((request, response) => {
    connections.push(request.socket);
    void answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const send = (asked: Partial<HttpRequest> = {}) =>
  sendRequest({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/user`,
    method: 'GET',
    headers: {},
    signal: AbortSignal.timeout(30_000),
    ...asked,
  });

const different = () => new Set(connections).size;

test('sends GET requests over one connection', async () => {
  answer = (_request, response) => response.end('{}');
  await send();
  expect(await send()).toMatchObject({ status: 200, body: '{}' });
  expect(different()).toBe(1);
});

test('repeats a GET request when its kept-alive connection was closed', async () => {
  answer = (_request, response) => response.end('first');
  await send();
  answer = ({ socket }, response) => (socket === connections[0] ? socket.destroy() : response.end('second'));
  expect(await send()).toMatchObject({ status: 200, body: 'second' });
  expect(connections).toHaveLength(3);
});

test('does not repeat a request over a new connection', async () => {
  answer = ({ socket }) => socket.destroy();
  await expect(send()).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(connections).toHaveLength(1);
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
  'sends a %s over its own connection, with its body, once',
  async (method) => {
    answer = (_request, response) => response.end();
    await send();
    answer = async (request, response) => response.end(await text(request));
    expect(await send({ method, body: '{"name":"Zoë"}' })).toMatchObject({ body: '{"name":"Zoë"}' });
    expect(different()).toBe(2);
    answer = ({ socket }) => socket.destroy();
    await expect(send({ method, body: '{}' })).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(connections).toHaveLength(3);
  },
);

test('rejects a truncated response', async () => {
  answer = ({ socket }, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{"userId":', () => socket.destroy());
  };
  await expect(send()).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('applies the timeout to a response that has started', async () => {
  answer = (_request, response) => response.writeHead(200).write('{"userId":');
  await expect(send({ signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: 'AbortError' });
});

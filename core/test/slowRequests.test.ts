import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { readJsonBody } from '../src/http/body.ts';
import { Reply } from '../src/http/reply.ts';
import { serve } from '../src/http/server.ts';
import type { RunningServer } from '../src/http/server.ts';

const log = {
  error: (message: string, cause: unknown) => {
    console.error(message, cause);
  },
};

const echo = async (request: Parameters<typeof readJsonBody>[0]) => Reply.json(await readJsonBody(request));

let server: RunningServer;
const start = async (requestTimeout?: number) => {
  server = await serve(echo, '127.0.0.1', 0, log, requestTimeout);
};

afterEach(() => server.close());

const open = (): Promise<Socket> => {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      resolve(socket);
    });
    socket.once('error', reject);
  });
};

/** Reads until the server closes the connection, which the client keeps open. */
const answerOn = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.once('close', () => {
      resolve(answer);
    });
  });

const HEAD = 'POST / HTTP/1.1\r\nHost: core\r\n';

test.each([
  ['nothing at all', ''],
  ['half a head', HEAD],
  ['half a body', `${HEAD}Content-Length: 100\r\n\r\n{"a":`],
  ['half a chunk', `${HEAD}Transfer-Encoding: chunked\r\n\r\n10\r\n{"a":`],
])('a client that sends %s and stops gets one 408 and is disconnected', async (_title, sent) => {
  await start(200);
  const socket = await open();
  const answer = answerOn(socket);
  socket.write(sent);
  expect((await answer).match(/HTTP\/1\.1 .*/g)).toEqual(['HTTP/1.1 408 Request Timeout']);
});

test('pipelined requests are answered in order', async () => {
  await start();
  const socket = await open();
  const answer = answerOn(socket);
  const request = (body: string, more = '') =>
    `${HEAD}${more}Content-Length: ${String(body.length)}\r\n\r\n${body}`;
  socket.write(request('{"n":1}') + request('{"n":') + request('{"n":3}', 'Connection: close\r\n'));
  expect((await answer).match(/HTTP\/1\.1 \d+|\{.*\}|Invalid.*/g)).toEqual([
    'HTTP/1.1 200',
    '{"n":1}',
    'HTTP/1.1 400',
    'Invalid Json Input',
    'HTTP/1.1 200',
    '{"n":3}',
  ]);
});

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../scripts/ports.ts';

const preload = resolve('scripts/preload/front.cjs');

/** Like netlify-cli: an async listener that parses URLs without checking them. */
const PROGRAM = `
const http = require('node:http');
const listener = async (request, response) => {
  if (request.url === '/late') return setImmediate(() => { throw new Error('thrown later'); });
  if (request.url === '/body') throw new Error('Request timed out waiting for body');
  if (request.url === '/large') throw new Error('Stream body too big');
  new URL(request.url, 'http://' + request.headers.host);
  if (request.url.startsWith('/call?')) {
    const outgoing = http.get(request.url.slice(6));
    outgoing.on('response', (answer) => { response.statusCode = answer.statusCode; answer.pipe(response); });
    outgoing.on('error', (error) => { response.statusCode = 502; response.end(error.code); });
    return;
  }
  response.end('served');
};
const server = http.createServer(listener);
server.on('upgrade', async (request) => { new URL(request.url, 'http://' + request.headers.host); });
const functions = http.createServer((request, response) =>
  response.end(JSON.stringify({ url: request.url, headers: request.headers })));
functions.listen(Number(process.env.STACK_FUNCTIONS_PORT), () =>
  server.listen(Number(process.env.STACK_PORT), () => console.log(JSON.stringify(server.address()))));
`;

/** A DNS server that knows one name outside of this machine. */
const RESOLVER = `
const dns = require('node:dns');
const known = ['api.stripe.test', 'my-site.netlify.app', 'edge.netlify.com'];
const { lookup } = dns;
dns.lookup = function (host, ...rest) { return lookup.call(this, known.includes(host) ? '127.0.0.1' : host, ...rest); };
`;

let folder: string;
let child: ChildProcess;
let address: AddressInfo;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'front-'));
  const program = join(folder, 'netlify-cli', 'bin', 'run.js');
  mkdirSync(dirname(program), { recursive: true });
  writeFileSync(program, PROGRAM);
  writeFileSync(join(folder, 'resolver.cjs'), RESOLVER);
  const args = [
    '--max-http-header-size=65536',
    '--require',
    join(folder, 'resolver.cjs'),
    '--require',
    preload,
  ];
  const env = {
    ...process.env,
    STACK_PORT: String(await freePort()),
    STACK_FUNCTIONS_PORT: String(await freePort()),
    STACK_PROBE: 'the-probe',
  };
  child = spawn(process.execPath, [...args, program], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  if (child.stdout === null) throw new Error('no output');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  address = JSON.parse(line) as AddressInfo;
});

afterAll(async () => {
  if (child.exitCode === null && child.kill()) await once(child, 'exit');
  rmSync(folder, { recursive: true });
});

/** The response to these bytes, until the server closes the connection. */
function send(bytes: string): Promise<string> {
  return new Promise((done, reject) => {
    const socket = connect(address.port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    let answer = '';
    socket.on('data', (data) => (answer += data.toString('latin1')));
    socket.once('close', () => done(answer));
    socket.once('error', reject);
  });
}

const get = (path: string, host = 'localhost', more = '') =>
  send(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${more === '' ? 'Connection: close\r\n' : more}\r\n`);

const stillServes = async () => expect(await get('/')).toMatch(/^HTTP\/1.1 200 [^]*served/);

test('listens on the loopback address only', () => {
  expect(address.address).toBe('127.0.0.1');
});

test.each([
  'localhost:8888.evil.test',
  'localhost:port',
  'localhost:99999',
  'a/b',
  'a?b',
  'a#b',
  'user@localhost',
  '[::1',
  'a b',
  '',
])('Host "%s" is refused, and the next request is served', async (host) => {
  expect(await get('/', host)).toMatch(/^HTTP\/1.1 400 /);
  expect(await get('/', host, 'Connection: Upgrade\r\nUpgrade: websocket\r\n')).toMatch(/^HTTP\/1.1 400 /);
  await stillServes();
});

test.each([
  'localhost',
  'localhost:8888',
  '127.0.0.1:1',
  '[::1]:8888',
  'one.latchkey.test',
  'b\xfccher.example',
])('Host "%s" is served', async (host) => {
  expect(await get('/', host)).toMatch(/^HTTP\/1.1 200 /);
});

test.each([
  ['//', 400],
  ['//:99999/', 400],
  ['http://[', 400],
  ['/%ff', 400],
  ['/body', 408],
  ['/large', 413],
])('a request for %s is answered %i, and the next one is served', async (path, status) => {
  expect(await get(path)).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} `));
  await stillServes();
});

test('an error of the upgrade listener, immediate or later, ends the request only', async () => {
  expect(await get('//', 'localhost', 'Connection: Upgrade\r\nUpgrade: websocket\r\n')).toMatch(
    /^HTTP\/1.1 400 /,
  );
  const socket = connect(address.port, '127.0.0.1');
  socket.write('GET /late HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await stillServes();
  socket.destroy();
  expect(child.exitCode).toBeNull();
});

test('15 kB of cookies are served, and too many are explained', async () => {
  expect(await get('/', 'localhost', `Connection: close\r\nCookie: a=${'x'.repeat(15_000)}\r\n`)).toMatch(
    / 200 /,
  );
  const answer = await get('/', 'localhost', `Cookie: a=${'x'.repeat(70_000)}\r\n`);
  expect(answer).toMatch(/^HTTP\/1.1 431 [^]*text\/html[^]*Delete the cookies of this address/);
  await stillServes();
});

test('proves its identity to the script that has started it, and to no other', async () => {
  expect(await get('/', 'localhost', 'Connection: close\r\nx-stack-probe: ?\r\n')).toContain(
    'x-stack-probe: the-probe',
  );
  expect(await get('/')).not.toContain('the-probe');
});

describe('calls of functions', () => {
  const path = '/.netlify/functions/user';

  test.each(['', '?one=two', '/below', '/below/?one=two'])('a GET of user%s goes directly', async (rest) => {
    const forged = ['x-forwarded-for: 1.2.3.4', 'x-nf-function-name: admin', 'x-nf-request-id: mine'];
    const answer = await get(
      `${path}${rest}`,
      'localhost',
      `Connection: close\r\n${forged.join('\r\n')}\r\n`,
    );
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1.1 200 [^]*server: Netlify/);
    const id = /^x-nf-request-id: ([\w-]{36})$/m.exec(head)?.[1];
    const { url, headers } = JSON.parse(body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1)) as {
      url: string;
      headers: Record<string, string>;
    };
    expect(url).toBe(`${path}${rest}`);
    expect(headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-nf-request-id': id });
    expect(headers).not.toHaveProperty('x-nf-function-name');
  });

  test.each([
    ['of another method', `POST ${path}`, 'Content-Length: 0'],
    ['with a body', `GET ${path}`, 'Content-Length: 0'],
    ['whose path is not plain', `GET ${path}/../../x`, 'Accept: */*'],
    ['with an escape', `GET ${path}/%2e`, 'Accept: */*'],
    ['of no function', 'GET /.netlify/functions/', 'Accept: */*'],
  ])('a request %s goes through the CLI', async (_what, line, header) => {
    expect(
      await send(`${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${header}\r\n\r\n`),
    ).toMatch(/served/);
  });

  test('a call with a Host that is no host name is refused', async () => {
    expect(await get(path, 'a/b')).toMatch(/^HTTP\/1.1 400 /);
  });
});

describe('names', () => {
  let outside: ReturnType<typeof createServer>;
  beforeAll(async () => {
    outside = createServer((_request, response) => response.end('outside'));
    await new Promise<void>((done) => outside.listen(0, '127.0.0.1', done));
  });
  afterAll(() => outside.close());

  const callFromFunction = (name: string) =>
    new Promise<string>((done, reject) => {
      const path = `/call?http://${name}:${String((outside.address() as AddressInfo).port)}/`;
      httpRequest(
        { port: address.port, host: '127.0.0.1', path, headers: { host: 'localhost' } },
        (answer) => {
          let text = '';
          answer.on('data', (data: Buffer) => (text += data.toString()));
          answer.on('end', () => done(text));
        },
      )
        .once('error', reject)
        .end();
    });

  test.each(['api.stripe.test', 'my-site.netlify.app'])('a function reaches %s', async (name) => {
    expect(await callFromFunction(name)).toBe('outside');
  });

  test('names that the CLI itself looks up are not found', async () => {
    expect(await callFromFunction('edge.netlify.com')).toBe('ENOTFOUND');
  });
});

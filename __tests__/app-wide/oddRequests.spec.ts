import { connect } from 'node:net';
import { sendRaw } from '../support/browser/rawRequest.ts';
import { expect, test } from '../support/browser/test.ts';

/** The status line of the response; empty if the connection is closed without one. */
function statusLine(baseURL: string, bytes: string, closesAtOnce = false): Promise<string> {
  const { port } = new URL(baseURL);
  return new Promise((done, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(bytes, 'latin1');
      if (closesAtOnce) socket.end();
    });
    let answer = '';
    socket.on('data', (data) => (answer += data.toString('latin1')));
    socket.once('close', () => done(answer.split('\r\n')[0] ?? ''));
    socket.once('error', reject);
  });
}

const HOST = 'Host: localhost\r\nConnection: close\r\n';

const refused: [name: string, bytes: string, status: number][] = [
  ['an invalid host', 'GET / HTTP/1.1\r\nHost: localhost:8888.evil.test\r\nConnection: close\r\n\r\n', 400],
  ['a path that is none', `GET // HTTP/1.1\r\n${HOST}\r\n`, 400],
  [
    'an invalid content type',
    `POST /auth HTTP/1.1\r\n${HOST}Content-Type: ;\r\nContent-Length: 0\r\n\r\n`,
    400,
  ],
  [
    'a body of 7 MB',
    `POST /auth HTTP/1.1\r\n${HOST}Content-Length: 7000000\r\n\r\n${'x'.repeat(7_000_000)}`,
    413,
  ],
  ['70 kB of cookies', `GET / HTTP/1.1\r\n${HOST}Cookie: a=${'x'.repeat(70_000)}\r\n\r\n`, 431],
];

for (const [name, bytes, status] of refused) {
  test(`${name} is refused, and the next request is served`, async ({ request, baseURL }) => {
    expect(await statusLine(baseURL ?? '', bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect((await request.get('/')).status()).toBe(200);
  });
}

const JSON_TYPE = { 'content-type': 'application/json' };

const UNDECODABLE: [name: string, headers: Record<string, string>, status: number][] = [
  ['an unknown charset', { 'content-type': 'text/plain; charset=none' }, 415],
  ['an unknown encoding', { ...JSON_TYPE, 'content-encoding': 'none' }, 415],
  ['another encoding than it says', { ...JSON_TYPE, 'content-encoding': 'br' }, 400],
];

for (const [name, headers, status] of UNDECODABLE) {
  test(`a body with ${name} is refused without details of the server`, async ({ baseURL }) => {
    for (const path of ['auth/signin', 'user', 'email']) {
      const request = { method: 'POST', path: `/.netlify/functions/${path}`, headers };
      const answer = await sendRaw(baseURL ?? '', { ...request, body: Buffer.from('{"a":1}') });
      expect([answer.status, answer.body]).toEqual([status, 'The body of this request cannot be read.\n']);
      expect(answer.headers).toMatchObject({
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'private, no-store',
      });
    }
  });
}

test('a truncated body does not affect other requests', async ({ request, baseURL }) => {
  for (const path of ['/auth', '/.netlify/functions/auth/signin'])
    await statusLine(baseURL ?? '', `POST ${path} HTTP/1.1\r\n${HOST}Content-Length: 100\r\n\r\n{`, true);
  expect((await request.get('/')).status()).toBe(200);
});

test('accepts 15 kB of cookies of other apps', async ({ request }) => {
  const headers = { cookie: `other=${'x'.repeat(15_000)}` };
  expect((await request.get('/', { headers })).status()).toBe(200);
  expect((await request.get('/auth', { headers })).status()).toBe(200);
  expect((await request.get('/.netlify/functions/user', { headers })).status()).toBe(401);
});

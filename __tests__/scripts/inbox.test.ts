import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { freePort } from '../../scripts/ports.ts';
import type { Child } from '../../scripts/processes.ts';
import { startInbox, stopAll } from '../../scripts/stack.ts';
import { readMail } from '../support/readMail.ts';

const parts: Child[] = [];
let folder: string;
let inbox: URL;
let authorization: string;
let id: string;
let attachments: { filename: string; generatedFileName: string }[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inbox-'));
  const [smtpPort, webPort] = [await freePort(), await freePort()];
  const onStart = (child: Child) => parts.push(child);
  process.env.MAILDEV_MCP = 'true';
  inbox = new URL((await startInbox({ smtpPort, webPort, folder, password: 'pass-word', onStart })).url);
  authorization = `Basic ${btoa(`${inbox.username}:${inbox.password}`)}`;
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, secure: false, ignoreTLS: true });
  const text = '<script>document.title = "run"</script>';
  await transport.sendMail({
    from: 'app@example.com',
    to: 'ada@example.com',
    subject: 'With attachments',
    html: `<p>Hello</p>${text}`,
    attachments: [
      { filename: 'page.html', content: text, contentType: 'text/html' },
      { filename: 'picture.svg', content: `<svg xmlns="http://www.w3.org/2000/svg">${text}</svg>` },
      { filename: 'page.xhtml', content: text, contentType: 'application/xhtml+xml' },
      { filename: 'dot.png', content: Buffer.from('89504e47', 'hex'), contentType: 'image/png' },
    ],
  });
  const mail = await readMail(inbox.href, 'ada@example.com');
  id = mail.id;
  attachments = (mail as unknown as { attachments: typeof attachments }).attachments;
});

afterAll(async () => {
  await stopAll(parts);
  rmSync(folder, { recursive: true });
});

/** fetch does not allow setting Host and Origin. */
function ask(path: string, headers: Record<string, string> = { authorization }, method = 'GET') {
  const options = {
    ...{ host: '127.0.0.1', port: inbox.port, path, method },
    headers: { accept: 'text/html', ...headers },
  };
  return new Promise<{ status: number | undefined; headers: Record<string, unknown> }>((done, reject) => {
    const outgoing = request(options, (answer) => {
      answer.resume();
      done({ status: answer.statusCode, headers: answer.headers });
    });
    outgoing.once('upgrade', (answer, socket) => {
      socket.destroy();
      done({ status: answer.statusCode, headers: answer.headers });
    });
    outgoing.once('error', reject).end();
  });
}

const SOCKET = '/socket.io/?EIO=4&transport=websocket';
const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};
const PATHS = ['/', '/api/email', '/api/config', '/api/healthz', '/socket.io/?EIO=4&transport=polling'];

test.each(PATHS)('%s requires the password and has no CORS headers', async (path) => {
  const { status, headers } = await ask(path);
  expect(status).toBe(200);
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  for (const wrong of [undefined, 'Basic eDp5', `${authorization}x`]) {
    const refused = await ask(path, wrong === undefined ? {} : { authorization: wrong });
    expect([refused.status, refused.headers['www-authenticate']]).toEqual([
      401,
      expect.stringMatching(/^Basic /),
    ]);
  }
});

test.each([...PATHS, SOCKET])('%s is refused to pages of other origins', async (path) => {
  const more = path === SOCKET ? upgrade : {};
  for (const origin of [
    'https://evil.test',
    'null',
    `http://localhost:${inbox.port}`,
    'http://127.0.0.1:1',
  ]) {
    const { status, headers } = await ask(path, { authorization, origin, ...more });
    expect([status, headers['access-control-allow-origin']]).toEqual([403, undefined]);
  }
  const own = await ask(path, { authorization, origin: inbox.origin, ...more });
  expect(own.status).toBe(path === SOCKET ? 101 : 200);
});

test.each([...PATHS, SOCKET])('%s is refused at a host that is not this machine', async (path) => {
  const more = path === SOCKET ? upgrade : {};
  for (const host of ['evil.test', `localhost.evil.test:${inbox.port}`, '127.0.0.1.evil.test', '192.0.2.1'])
    expect((await ask(path, { authorization, host, ...more })).status).toBe(421);
  const here = await ask(path, { authorization, host: `localhost:${inbox.port}`, ...more });
  expect(here.status).toBe(path === SOCKET ? 101 : 200);
});

test('an upgrade requires the password, too', async () => {
  expect((await ask(SOCKET, upgrade)).status).toBe(401);
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
  'a body of type %s is refused',
  async (type) => {
    const headers = { authorization, 'content-type': type };
    expect((await ask('/api/email/delete', headers, 'POST')).status).toBe(415);
  },
);

const pathOf = (name: string) => {
  const kept = attachments.find(({ filename }) => filename === name)?.generatedFileName;
  return `/api/email/${id}/attachment/${kept ?? 'none'}`;
};

test.each(['page.html', 'picture.svg', 'page.xhtml'])(
  'the attachment %s is saved, not shown',
  async (name) => {
    const { status, headers } = await ask(pathOf(name));
    expect([status, headers['content-disposition']]).toEqual([200, 'attachment']);
    expect(headers['content-security-policy']).toContain('sandbox');
  },
);

test('images are shown', async () => {
  const { status, headers } = await ask(pathOf('dot.png'));
  expect([status, headers['content-disposition']]).toEqual([200, undefined]);
});

test('a mail runs no script', async () => {
  const html = await fetch(new URL(`/api/email/${id}/html`, inbox.origin), { headers: { authorization } });
  expect(await html.text()).toMatch(/<p>Hello<\/p>(?!.*<script)/s);
  const { status, headers } = await ask(`/api/email/${id}/html`);
  expect(status).toBe(200);
  expect(headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox(?!.*allow-scripts)/);
});

test('its MCP tools work, although they are loaded at the first call', async () => {
  const body = {
    ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
    params: {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'test', version: '1' },
    },
  };
  const answer = await fetch(new URL('/mcp', inbox.origin), {
    method: 'POST',
    headers: {
      authorization,
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('"name":"maildev"')]);
});

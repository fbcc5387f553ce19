import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { assertFree, freePort } from '../../scripts/ports.ts';

const script = resolve('scripts/dev.ts');

interface Outcome {
  code: number | null;
  output: string;
}

/** Runs a script with invalid input, and returns its output. */
function run(name: 'dev' | 'start', args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [resolve('scripts', `${name}.ts`), ...args], {
    env: { ...process.env, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((done) => child.once('close', (code) => done({ code, output: output.trim() })));
}

const dev = (args: string[], env?: Record<string, string>) => run('dev', args, env);

test.each([
  ['--port', 'the app'],
  ['--smtp-port', 'SMTP of the mail inbox'],
  ['--mail-port', 'the mail inbox'],
])('reports a port in use for %s in one line, with advice', async (option, purpose) => {
  const holder = createServer();
  await new Promise<void>((done) => holder.listen(0, '127.0.0.1', done));
  const { port } = holder.address() as AddressInfo;
  const free = String(await freePort());
  const { code, output } = await dev(['--port', free, option, String(port)], {
    SUPERTOKENS_CONNECTION_URI: 'http://127.0.0.1:1',
  });
  holder.close();
  expect(code).toBe(1);
  expect(output).toContain(`Port ${port} (${purpose}) is in use.`);
  expect(output).toContain(`${option} ${port + 10}`);
  expect(output.split('\n')).toHaveLength(1);
});

test.each([
  ['SUPERTOKENS_CONNECTION_URI', 'core.example.com'],
  ['APP_NAME', 'x'.repeat(61)],
  ['API_BASE_PATH', 'auth/'],
  ['WEBSITE_DOMAIN', 'https://example.com/path'],
  ['SMTP_HOST', 'smtp.example.com:25'],
])(
  'a malformed %s stops the start with one line that names it and gives an example',
  async (variable, value) => {
    const { code, output } = await dev([], { [variable]: value });
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`^${variable} must .+ Example: ${variable}=\\S.*$`));
  },
);

test.each(['eighty', '', '0', '-1', '65536', '1e3', '80.5'])('rejects the port "%s"', async (port) => {
  const output = '--port must be a port number. Example: --port 8888';
  expect(await dev([`--port=${port}`])).toEqual({ code: 1, output });
});

test('rejects one port for two parts', async () => {
  const output = '--port and --mail-port are both 9000. Each needs a port of its own.';
  expect(await dev(['--port', '9000', '--mail-port', '9000'])).toEqual({ code: 1, output });
});

test('detects a server on the other loopback address', async () => {
  const holder = createServer();
  await new Promise<void>((done) => holder.listen({ host: '::1', port: 0 }, done));
  const { port } = holder.address() as AddressInfo;
  const { code, output } = await dev(['--port', String(port)]);
  holder.close();
  expect(code).toBe(1);
  expect(output).toMatch(new RegExp(`^Port ${String(port)} \\(the app\\) is in use on \\[::1\\]\\. .*$`));
});

test('rejects an unknown option', async () => {
  const { code, output } = await dev(['--prot', '9000']);
  expect(code).toBe(1);
  expect(output).toContain('--prot');
  expect(output).toContain('The options are --');
  expect(output).toContain('--smtp-port');
});

test('npm start rejects wrong options before it builds', async () => {
  const { code, output } = await run('start', ['--port', 'eighty']);
  expect({ code, output }).toEqual({ code: 1, output: '--port must be a port number. Example: --port 8888' });
});

test('repeated Ctrl-C leaves no process behind', async () => {
  const options = ['--port', '--core-port', '--smtp-port', '--mail-port', '--provider-port'];
  const ports = await Promise.all(options.map(() => freePort()));
  const args = options.flatMap((option, index) => [option, String(ports[index])]);
  const child = spawn(process.execPath, [script, ...args, '--data', ':memory:']);
  const ended = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) if (/local dev server/.test(line)) break;
  const repeated = setInterval(() => child.kill('SIGINT'), 5);
  await ended;
  clearInterval(repeated);
  for (const [index, port] of ports.entries())
    await assertFree(port, 'what was started', options[index] ?? '');
});

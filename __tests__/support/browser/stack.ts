import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../scripts/ports.ts';
import type { Child } from '../../../scripts/processes.ts';
import { startFront, startInbox, stopAll } from '../../../scripts/stack.ts';
import { openStackCore, type StackCore } from './stackCore.ts';

/** Names for this machine; playwright.config.ts has the browser find them here. */
const ALIASES = ['one.latchkey.test', 'two.latchkey.test'];

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Lets the tests, which run in a process of their own, reach the core that this one holds. */
async function serveControl(core: StackCore): Promise<{ server: Server; url: string }> {
  const commands: Record<string, (body: string) => void | Promise<void>> = {
    '/core/up': () => core.up(),
    '/core/down': () => core.down(),
    '/clock': (body) => core.setClock(Number(body)),
  };
  const server = createServer((request, response) => {
    void (async () => {
      await commands[request.url ?? '']?.(await readBody(request));
      response.end();
    })();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Playwright's global set-up: a core and a mail inbox of its own, and the production build behind Netlify's front. */
export default async function startStack(): Promise<() => Promise<void>> {
  const core = await openStackCore();
  const control = await serveControl(core);
  const parts: Child[] = [];
  mkdirSync('test-results', { recursive: true });
  const log = createWriteStream('test-results/front.log');
  const [port, smtpPort] = [await freePort(), await freePort()];
  const mails = mkdtempSync(join(tmpdir(), 'e2e-mail-'));
  const stop = async () => {
    await stopAll(parts);
    log.end();
    control.server.close();
    await core.remove();
    rmSync(mails, { recursive: true, force: true });
  };
  const onStart = (child: Child) => parts.push(child);
  try {
    const webPort = await freePort();
    const inbox = await startInbox({ smtpPort, webPort, folder: mails, password: 'of-the-tests', onStart });
    const front = await startFront({
      mode: 'production',
      port,
      env: {
        SUPERTOKENS_CONNECTION_URI: core.url,
        SUPERTOKENS_API_KEY: core.apiKey,
        SMTP_HOST: '127.0.0.1',
        SMTP_PORT: String(smtpPort),
        // All tests come from one address.
        THROTTLE_TRIES_PER_MINUTE: '100000',
        SITE_ALIASES: ALIASES.map((host) => `http://${host}:${port}`).join(','),
        STACK_LOOPBACK_HOSTS: ALIASES.join(','),
      },
      onStart,
      print: (line) => log.write(`${line}\n`),
    });
    process.env.E2E_BASE_URL = front.url.replace(/\/$/, '');
    process.env.E2E_CONTROL_URL = control.url;
    process.env.E2E_CORE_URL = core.url;
    process.env.E2E_CORE_API_KEY = core.apiKey;
    process.env.E2E_INBOX_URL = inbox.url;
    process.env.E2E_SMTP_PORT = String(smtpPort);
  } catch (error) {
    // What was started before it failed would outlive the tests that never came.
    await stop();
    throw error;
  }
  return stop;
}

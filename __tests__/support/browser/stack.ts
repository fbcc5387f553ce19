import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../scripts/ports.ts';
import type { Child } from '../../../scripts/processes.ts';
import { startLocalProvider } from '../../../scripts/localProvider.ts';
import { startFront, startInbox, stopAll } from '../../../scripts/stack.ts';
import { LANGUAGE_CODES } from '../../../config/languages.ts';
import { setStackCore } from './core.ts';
import { openStackCore } from './stackCore.ts';

/** Names of this machine, which playwright.config.ts makes the browser resolve. */
const ALIASES = ['one.latchkey.test', 'two.latchkey.test'];

export interface Stack {
  /** Origin of the app. */
  readonly url: string;
  stop: () => Promise<void>;
}

/** Opens the log file of the front, in which functionLog.ts counts calls. */
function openLog(worker: number) {
  mkdirSync('test-results', { recursive: true });
  const file = `test-results/front-${worker}.log`;
  process.env.E2E_FRONT_LOG = file;
  return createWriteStream(file);
}

/**
 * Starts the stack of one Playwright worker: a core and a mail inbox of its own, and the production build
 * behind Netlify's front. Tests find the URLs of its parts in the environment.
 */
export async function startStack(worker: number): Promise<Stack> {
  const core = await openStackCore();
  setStackCore(core);
  const parts: Child[] = [];
  const log = openLog(worker);
  const [port, smtpPort] = [await freePort(), await freePort()];
  const mails = mkdtempSync(join(tmpdir(), 'e2e-mail-'));
  const stop = async () => {
    await stopAll(parts);
    log.end();
    await core.remove();
    rmSync(mails, { recursive: true, force: true });
  };
  const onStart = (child: Child) => parts.push(child);
  try {
    const [webPort, providerPort] = [await freePort(), await freePort()];
    const [inbox, provider] = await Promise.all([
      startInbox({ smtpPort, webPort, folder: mails, password: 'of-the-tests', onStart }),
      startLocalProvider({ port: providerPort, onStart }),
    ]);
    const front = await startFront({
      mode: 'production',
      port,
      env: {
        SUPERTOKENS_CONNECTION_URI: core.url,
        SUPERTOKENS_API_KEY: core.apiKey,
        SMTP_HOST: '127.0.0.1',
        SMTP_PORT: String(smtpPort),
        LOCAL_PROVIDER_URL: provider.url,
        SITE_LANGUAGES: LANGUAGE_CODES.join(','),
        // All tests come from one address.
        THROTTLE_TRIES_PER_MINUTE: '100000',
        SITE_ALIASES: ALIASES.map((host) => `http://${host}:${port}`).join(','),
        STACK_LOOPBACK_HOSTS: ALIASES.join(','),
      },
      onStart,
      print: (line) => log.write(`${line}\n`),
    });
    const url = front.url.replace(/\/$/, '');
    Object.assign(process.env, {
      E2E_BASE_URL: url,
      E2E_CORE_URL: core.url,
      E2E_CORE_API_KEY: core.apiKey,
      E2E_INBOX_URL: inbox.url,
      E2E_SMTP_PORT: String(smtpPort),
      E2E_PROVIDER_URL: provider.url,
    });
    return { url, stop };
  } catch (error) {
    // Stops what was started before the failure.
    await stop();
    throw error;
  }
}

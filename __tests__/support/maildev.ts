import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../scripts/ports.ts';
import { CODE_CACHE } from '../../scripts/processes.ts';

const program = resolve('node_modules/maildev/dist/bin/maildev.js');
const endWithParent = resolve('scripts/preload/end-with-parent.cjs');

/** A running maildev: an SMTP server, and its mails as JSON below `/api`. */
export interface Maildev {
  readonly smtpPort: number;
  readonly webPort: number;
  close: () => Promise<void>;
}

async function untilReady(webPort: number, hasEnded: () => boolean): Promise<void> {
  for (;;) {
    if (hasEnded()) throw new Error('The inbox ended before it answered.');
    const answer = await fetch(`http://127.0.0.1:${webPort}/api/healthz`).catch(() => undefined);
    if (answer?.ok === true) return;
    await delay(50);
  }
}

/**
 * Starts maildev on free ports of the loopback address. It ends with this process.
 *
 * @param folder for its mails; removed by `close`
 * @param args additional arguments
 */
export async function startMaildev(folder: string, args: readonly string[] = []): Promise<Maildev> {
  const [smtpPort, webPort] = [await freePort(), await freePort()];
  const ports = ['--smtp', String(smtpPort), '--web', String(webPort)];
  const addresses = ['--ip', '127.0.0.1', '--web-ip', '127.0.0.1'];
  const options = [...ports, ...addresses, '--mail-directory', join(folder, 'mail'), '--silent', ...args];
  const child = spawn(process.execPath, ['--require', endWithParent, program, ...options], {
    stdio: 'ignore',
    env: { ...process.env, ...CODE_CACHE },
  });
  let ended = false;
  const exited = once(child, 'exit').then(() => (ended = true));
  await untilReady(webPort, () => ended);
  return {
    smtpPort,
    webPort,
    close: async () => {
      child.kill();
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

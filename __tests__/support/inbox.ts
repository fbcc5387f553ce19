import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../scripts/ports.ts';
import { mailsTo, readMail, type ReceivedMail } from './readMail.ts';

const program = join(__dirname, '../../node_modules/maildev/dist/bin/maildev.js');

/** A real mail inbox, with an SMTP server. */
export interface Inbox {
  /** The environment with which the functions send to it. */
  readonly env: Record<string, string>;
  /** The newest mail to an address. */
  read: (to: string, subject?: string) => Promise<ReceivedMail>;
  all: (to: string) => Promise<ReceivedMail[]>;
  /** The subjects of all mails to an address, oldest first. */
  subjects: (to: string) => Promise<string[]>;
  close: () => Promise<void>;
}

async function untilReady(url: string, hasEnded: () => boolean): Promise<void> {
  for (;;) {
    if (hasEnded()) throw new Error('The inbox ended before it answered.');
    const answer = await fetch(`${url}/api/healthz`).catch(() => undefined);
    if (answer?.ok === true) return;
    await delay(50);
  }
}

interface InboxOptions {
  login?: { user: string; password: string };
  /** PEM; the certificate is for `localhost`. */
  tls?: { key: string; cert: string };
}

function securityArgs(folder: string, { login, tls }: InboxOptions): string[] {
  const args = login === undefined ? [] : ['--incoming-user', login.user, '--incoming-pass', login.password];
  if (tls === undefined) return args;
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  writeFileSync(key, tls.key);
  writeFileSync(cert, tls.cert);
  return [...args, '--incoming-secure', '--incoming-key', key, '--incoming-cert', cert];
}

/** Starts maildev on free ports and an empty folder. */
export async function startInbox(options: InboxOptions = {}): Promise<Inbox> {
  const [smtpPort, webPort] = [await freePort(), await freePort()];
  const folder = mkdtempSync(join(tmpdir(), 'inbox-'));
  const args = [
    ...['--smtp', String(smtpPort), '--ip', '127.0.0.1', '--web', String(webPort), '--web-ip', '127.0.0.1'],
    ...['--mail-directory', join(folder, 'mail'), '--silent', ...securityArgs(folder, options)],
  ];
  const child = spawn(process.execPath, [program, ...args], { stdio: 'ignore' });
  let ended = false;
  const exited = once(child, 'exit').then(() => (ended = true));
  const url = `http://127.0.0.1:${webPort}`;
  await untilReady(url, () => ended);
  return {
    env: { SMTP_HOST: options.tls === undefined ? '127.0.0.1' : 'localhost', SMTP_PORT: String(smtpPort) },
    read: (to, subject) => readMail(url, to, subject),
    all: (to) => mailsTo(url, to),
    subjects: async (to) => (await mailsTo(url, to)).map(({ subject }) => subject),
    close: async () => {
      child.kill();
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

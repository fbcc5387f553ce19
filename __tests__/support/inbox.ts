import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMaildev } from './maildev.ts';
import { mailsTo, readMail, type ReceivedMail } from './readMail.ts';
import { askServices } from './services.ts';

/** A real mail inbox, with an SMTP server. */
export interface Inbox {
  /** The environment with which the functions send to it. */
  readonly env: Record<string, string>;
  /** The newest mail to an address. */
  read: (to: string, subject?: string) => Promise<ReceivedMail>;
  all: (to: string) => Promise<ReceivedMail[]>;
  /** The subjects of all mails to an address, oldest first. */
  subjects: (to: string) => Promise<string[]>;
}

interface Ports {
  smtpPort: number;
  webPort: number;
}

function inboxAt({ smtpPort, webPort }: Ports, host: string): Inbox {
  const url = `http://127.0.0.1:${webPort}`;
  return {
    env: { SMTP_HOST: host, SMTP_PORT: String(smtpPort) },
    read: (to, subject) => readMail(url, to, subject),
    all: (to) => mailsTo(url, to),
    subjects: async (to) => (await mailsTo(url, to)).map(({ subject }) => subject),
  };
}

/** Empties the inbox of this worker. A worker runs one test file after the other. */
export async function openInbox(): Promise<Inbox> {
  return inboxAt(JSON.parse(await askServices('inbox')) as Ports, '127.0.0.1');
}

interface SecuredInboxOptions {
  login: { user: string; password: string };
  /** PEM; the certificate is for `localhost`. */
  tls: { key: string; cert: string };
}

/** Starts an inbox of its own that requires TLS and a login. */
export async function startSecuredInbox({
  login,
  tls,
}: SecuredInboxOptions): Promise<Inbox & { close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'inbox-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  writeFileSync(key, tls.key);
  writeFileSync(cert, tls.cert);
  const maildev = await startMaildev(folder, [
    ...['--incoming-user', login.user, '--incoming-pass', login.password],
    ...['--incoming-secure', '--incoming-key', key, '--incoming-cert', cert],
  ]);
  return { ...inboxAt(maildev, 'localhost'), close: maildev.close };
}

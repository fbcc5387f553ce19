import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** The failures of a mail server, by the step at which they occur. */
export type MailTrouble =
  | 'silent-at-greeting'
  | 'refuses-greeting'
  | 'refuses-login'
  | 'refuses-recipient'
  | 'defers-recipient'
  | 'refuses-message'
  | 'silent-at-message'
  | 'hangs-up';

/** How long the functions wait for the mail server, in milliseconds. */
const TIMEOUT_MS = 1500;

const SILENCE = '';
const HANG_UP = 'hang up';

function greeting(trouble: MailTrouble): string {
  if (trouble === 'silent-at-greeting') return SILENCE;
  return trouble === 'refuses-greeting' ? '421 come back later' : '220 trouble ESMTP';
}

function answerToMessage(trouble: MailTrouble): string {
  if (trouble === 'silent-at-message') return SILENCE;
  return trouble === 'refuses-message' ? '554 this is spam, reader@example.com says' : '250 ok';
}

/** Every answer names the recipient, like those of real servers. None of it may be logged. */
function answerTo(line: string, trouble: MailTrouble): string {
  const command = line.slice(0, 4).toUpperCase();
  if (command === 'EHLO') return '250-trouble\r\n250 AUTH PLAIN';
  if (command === 'STAR') return '502 no such command';
  if (command === 'AUTH') return trouble === 'refuses-login' ? '535 no such user' : '235 welcome';
  if (command === 'RCPT') {
    if (trouble === 'hangs-up') return HANG_UP;
    if (trouble === 'defers-recipient') return `450 ${line.slice(8)} is greylisted`;
    return trouble === 'refuses-recipient' ? `550 ${line.slice(8)} is unknown here` : '250 ok';
  }
  if (command === 'DATA') return '354 go on';
  return command === 'MAIL' || command === 'QUIT' ? '250 ok' : SILENCE;
}

/** Answers lines of a connection. Those of a message are no commands, whatever they begin with. */
function newConversation(trouble: MailTrouble): (line: string) => string {
  let inMessage = false;
  return (line) => {
    const ends = inMessage && line === '.';
    if (ends) inMessage = false;
    else if (inMessage) return SILENCE;
    if (line.toUpperCase() === 'DATA') inMessage = true;
    return ends ? answerToMessage(trouble) : answerTo(line, trouble);
  };
}

function handleConnection(
  socket: Socket,
  trouble: MailTrouble,
  received: string[],
  onSilent: () => void,
): void {
  const say = (answer: string): void => {
    if (answer === HANG_UP) socket.destroy();
    else if (answer !== SILENCE) socket.write(`${answer}\r\n`);
  };
  const answer = newConversation(trouble);
  let rest = '';
  say(greeting(trouble));
  if (trouble === 'silent-at-greeting') onSilent();
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString()).split('\r\n');
    rest = lines.pop() ?? '';
    received.push(...lines);
    for (const line of lines) say(answer(line));
    if (trouble === 'silent-at-message' && lines.includes('.')) onSilent();
  });
}

/** Starts a failing mail server on a free port. It has no TLS, and records the lines that it receives. */
export async function startMailTrouble() {
  let trouble: MailTrouble = 'refuses-greeting';
  const lines: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    handleConnection(socket, trouble, lines, () => server.emit('silent'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    env: { SMTP_HOST: '127.0.0.1', SMTP_PORT: String((server.address() as AddressInfo).port) },
    lines,
    /** Waits for work that sends a mail; the client's timeout passes as soon as the server is silent. */
    outlast: async <T>(work: () => Promise<T>): Promise<T> => {
      const silence = trouble.startsWith('silent') ? once(server, 'silent') : undefined;
      const answer = work();
      if (silence !== undefined) {
        await silence;
        jest.advanceTimersByTime(TIMEOUT_MS);
      }
      return answer;
    },
    set: (next: MailTrouble) => void (trouble = next),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

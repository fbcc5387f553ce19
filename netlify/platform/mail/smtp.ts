import type { Socket } from 'node:net';
import type { SentMessageInfo } from 'nodemailer/lib/smtp-connection';
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';
import type { Smtp } from '../../../config/env/smtpEnv.ts';
import { scrub } from '../http/log.ts';

/**
 * A mail that failed. `reason` is for the log: codes and commands, never text of a server about a recipient.
 */
export class MailFailure extends Error {
  readonly reason: string;
  /** Whether the server rejects this recipient permanently, so that another attempt would fail, too. */
  readonly recipientRefused: boolean;

  constructor(reason: string, recipientRefused = false) {
    super(`the mail was not sent: ${reason}`);
    this.name = 'MailFailure';
    this.reason = reason;
    this.recipientRefused = recipientRefused;
  }
}

/** A reply of the 5yz class to `RCPT TO` is permanent (RFC 5321, 4.2.1). */
function refusesRecipient({ command, responseCode }: SMTPConnection.SMTPError): boolean {
  return command === 'RCPT TO' && responseCode !== undefined && responseCode >= 500 && responseCode <= 599;
}

/** Messages of a mail server may contain the recipient; its codes, and network errors, do not. */
function reasonOf({ code, response, responseCode, command, message }: SMTPConnection.SMTPError): string {
  const codes = [code, responseCode, command].filter(Boolean).join(' ');
  return response === undefined ? `${codes}: ${scrub(message)}` : codes;
}

/** A raw message with its envelope. */
export interface Parcel {
  from: string;
  to: string;
  /** The MIME message. */
  message: Buffer;
}

/**
 * One step of the SMTP dialogue. It may end by its callback, by a connection error, or not at
 * all: then the connection is closed.
 */
function step<T>(
  name: string,
  connection: SMTPConnection,
  milliseconds: number,
  begin: (done: (error?: Error | null, result?: T) => void) => void,
): Promise<T | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<T | undefined>();
  const fail = (error: Error): void => reject(new MailFailure(reasonOf(error), refusesRecipient(error)));
  const late = setTimeout(() => reject(new MailFailure(`${name}: no answer in time`)), milliseconds);
  const ended = (): void => reject(new MailFailure(`${name}: the server hung up`));
  connection.once('error', fail).once('end', ended);
  begin((error, result) => (error == null ? resolve(result) : fail(error)));
  return promise.finally(() => {
    clearTimeout(late);
    connection.off('error', fail).off('end', ended);
  });
}

/** A connection to a mail server. */
export class MailConnection {
  readonly #connection: SMTPConnection;
  #over = false;

  private constructor(connection: SMTPConnection) {
    this.#connection = connection;
    // Errors after the last caller has left are ignored.
    connection.on('error', () => undefined);
  }

  /**
   * Connects, with TLS as configured, and logs in.
   *
   * @param milliseconds timeout for all steps together
   * @throws MailFailure
   */
  static async open(smtp: Smtp, milliseconds: number): Promise<MailConnection> {
    const end = performance.now() + milliseconds;
    const connection = new SMTPConnection({
      host: smtp.host,
      port: smtp.port,
      secure: smtp.security === 'tls',
      requireTLS: smtp.security === 'starttls',
      ignoreTLS: smtp.security === 'none',
    });
    const opened = new MailConnection(connection);
    const { login } = smtp;
    try {
      await step('connect', connection, milliseconds, (done) => connection.connect(done));
      if (login !== undefined) {
        const credentials = { user: login.user, pass: login.password };
        await step('log in', connection, end - performance.now(), (done) =>
          connection.login({ credentials }, done),
        );
      }
      return opened;
    } catch (error) {
      opened.cut();
      throw error;
    }
  }

  /**
   * Sends a message. The server has accepted it when this resolves.
   *
   * @throws MailFailure
   */
  async send({ from, to, message }: Parcel, milliseconds: number): Promise<void> {
    await step<SentMessageInfo>('send', this.#connection, milliseconds, (done) =>
      this.#connection.send({ from, to: [to] }, message, done),
    );
  }

  /** Whether it can send no more messages. */
  get over(): boolean {
    return this.#over;
  }

  /** Ends the connection as the protocol requires, once. Never fails, and is not awaited. */
  quit(): void {
    if (!this.#over) this.#connection.quit();
    this.#over = true;
  }

  /** Closes the connection immediately. Never fails. */
  cut(): void {
    this.#over = true;
    this.#connection.close();
    // A server that does not respond would keep its side open forever. There is no socket before it was
    // reached.
    const socket = this.#connection._socket as Socket | false | null | undefined;
    if (socket) socket.destroy();
  }
}

import type { ServerResponse } from 'node:http';
import { HttpError } from '../errors.ts';
import type { Log } from '../log.ts';

/** A response with a status, content type or headers other than the default (JSON with status 200). */
export class Reply {
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, string>;

  private constructor(status: number, contentType: string, body: string, headers: Record<string, string>) {
    this.status = status;
    // The real core ends every response with a line break.
    this.body = `${body}\n`;
    this.headers = { 'content-type': contentType, ...headers };
  }

  static json(value: object, headers: Record<string, string> = {}): Reply {
    return new Reply(200, 'application/json; charset=UTF-8', JSON.stringify(value), headers);
  }

  static text(status: number, message: string): Reply {
    return new Reply(status, 'text/html; charset=UTF-8', message, {});
  }
}

/** Turns an error into a response. Unexpected errors are logged and answered 500. */
export function replyToError(error: unknown, log: Log, request: string): Reply {
  if (error instanceof HttpError) return Reply.text(error.status, error.message);
  log.error(`${request} failed`, error);
  return Reply.text(500, 'Internal Error');
}

export function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) });
  response.end(reply.body);
}

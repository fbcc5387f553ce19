/** The log line of one request. Contains no personal data and no credentials. */
export interface RequestLine {
  requestId: string;
  route: string;
  method: string;
  status: number;
  durationMs: number;
  outcome: string;
  /** Whether attempts were counted. */
  throttle?: string;
  /** Why the database could not be used. */
  database?: string;
  /** `down` if the activity of the user could not be recorded. */
  activity?: string;
  /** `down` if a new password could not be checked for known breaches. */
  breachCheck?: string;
  /** Outcome of the mail, if one was to be sent. */
  mail?: string;
  /** The internal error, for operators. */
  cause?: string;
}

type Sink = (line: string) => void;

const toStdout: Sink = (line) => void process.stdout.write(`${line}\n`);
let sink = toStdout;

/** Sends log lines to another function, for tests. Without an argument, to stdout again. */
export function setLogSink(next: Sink = toStdout): void {
  sink = next;
}

/** Writes one line of JSON. */
export function writeLog(line: RequestLine): void {
  sink(JSON.stringify(line));
}

const eMail = /[^\s"'<>]+@[^\s"'<>]+/g;
const token = /[A-Za-z0-9+/_=.-]{32,}/g;

/** Removes everything from a text that may be an email address or a token. */
export function scrub(text: string): string {
  return text.replace(eMail, '[email]').replace(token, '[long value]');
}

/** Returns an error as text, without possible email addresses and tokens. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'a value that is no Error was thrown';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const place = frames.slice(0, 3).map((frame) => frame.trim().replace(/\(?(file:\/\/)?\/.*\//, '('));
  return [`${error.name}: ${scrub(error.message)}`, ...place].join(' | ');
}

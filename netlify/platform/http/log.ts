/** One request, as the log tells it. Nothing in it names a person or opens a session. */
export interface RequestLine {
  requestId: string;
  route: string;
  method: string;
  status: number;
  durationMs: number;
  outcome: string;
  /** Whether tries were counted. */
  throttle?: string;
  /** `down` where the owner of an account will not find this among her recent activity. */
  activity?: string;
  /** `down` where a new password could not be looked for in known breaches. */
  breachCheck?: string;
  /** What came of the mail, where one was to be sent. */
  mail?: string;
  /** What went wrong inside, for whoever has to mend it. */
  cause?: string;
}

type Sink = (line: string) => void;

const toStdout: Sink = (line) => void process.stdout.write(`${line}\n`);
let sink = toStdout;

/** Sends log lines somewhere else, to a test for instance; called without an argument, back to stdout. */
export function setLogSink(next: Sink = toStdout): void {
  sink = next;
}

/** Writes one line of JSON. */
export function writeLog(line: RequestLine): void {
  sink(JSON.stringify(line));
}

const eMail = /[^\s"'<>]+@[^\s"'<>]+/g;
const token = /[A-Za-z0-9+/_=.-]{32,}/g;

/** A text with whatever could be an email address or a token taken out. */
export function scrub(text: string): string {
  return text.replace(eMail, '[email]').replace(token, '[long value]');
}

/** An error as text, with whatever could be an email address or a token taken out. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'a value that is no Error was thrown';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const place = frames.slice(0, 3).map((frame) => frame.trim().replace(/\(?(file:\/\/)?\/.*\//, '('));
  return [`${error.name}: ${scrub(error.message)}`, ...place].join(' | ');
}

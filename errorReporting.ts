/** A failure of ours, as an error tracker wants it. Nothing in `what` names a person or opens a session. */
export interface ErrorReport {
  /** The function's route, or the page's path. */
  where: string;
  what: string;
  requestId?: string | undefined;
  error: unknown;
}

type ErrorReporter = (report: ErrorReport) => void | Promise<void>;

/**
 * The one place where a team plugs its error tracker in: functions and pages both come through here, with
 * failures only, never with what a person did wrong. A promise is waited for, since a function is frozen once
 * it has answered.
 */
const toTracker: ErrorReporter = () => undefined;

/** A tracker that is down must not make the answer late. */
const TIMEOUT_MS = 500;

let reporter = toTracker;

/** Reports somewhere else, to a test for instance; called without an argument, to the tracker again. */
export function setErrorReporter(next: ErrorReporter = toTracker): void {
  reporter = next;
}

/** Hands a failure to the error tracker, and never fails or hangs itself. */
export async function reportError(report: ErrorReport): Promise<void> {
  const { promise: enough, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, TIMEOUT_MS, undefined);
  try {
    await Promise.race([reporter(report), enough]);
  } catch {
    // The log has the failure; that the tracker has not is the tracker's to notice.
  } finally {
    clearTimeout(timer);
  }
}

/** A failure of the server, for an error tracker. `what` contains no user data and no credentials. */
export interface ErrorReport {
  /** The function's route, or the page's path. */
  where: string;
  what: string;
  requestId?: string | undefined;
  error: unknown;
}

type ErrorReporter = (report: ErrorReport) => void | Promise<void>;

/**
 * Replace this function to connect an error tracker. It gets the failures of functions and pages, never the
 * errors of clients. A returned promise is awaited, because a function is frozen once it has responded.
 */
const toTracker: ErrorReporter = () => undefined;

/** A slow tracker must not delay the response. */
const TIMEOUT_MS = 500;

let reporter = toTracker;

/** Replaces the reporter, for tests. Without an argument, restores the tracker. */
export function setErrorReporter(next: ErrorReporter = toTracker): void {
  reporter = next;
}

/** Reports a failure to the error tracker. Never throws, and waits for a limited time. */
export async function reportError(report: ErrorReport): Promise<void> {
  const { promise: timeout, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, TIMEOUT_MS, undefined);
  try {
    await Promise.race([reporter(report), timeout]);
  } catch {
    // The failure itself is in the log.
  } finally {
    clearTimeout(timer);
  }
}

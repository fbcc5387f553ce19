import type { ErrorCode, MessageParams } from '../../../config/contracts/errorAnswer.ts';
import type { RefusalReason } from '../../../config/contracts/refusalReason.ts';

interface RefusalDetails {
  field?: string;
  /** Names the translations of the message. */
  reason?: RefusalReason;
  /** The values that the message contains. */
  params?: MessageParams;
  /** The outcome for the log, where the code is too general. */
  outcome?: string;
  headers?: Record<string, string>;
}

/**
 * A request that we understand but do not serve. The middleware turns it into the format of
 * config/contracts/errorAnswer.ts.
 */
export class Refusal extends Error {
  readonly statusCode: number;
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly reason: RefusalReason | undefined;
  readonly params: MessageParams | undefined;
  readonly outcome: string;
  readonly headers: Record<string, string>;

  constructor(statusCode: number, code: ErrorCode, message: string, details: RefusalDetails = {}) {
    super(message);
    this.name = 'Refusal';
    this.statusCode = statusCode;
    this.code = code;
    this.field = details.field;
    this.reason = details.reason;
    this.params = details.params;
    this.outcome = details.outcome ?? code.toLowerCase();
    this.headers = details.headers ?? {};
  }
}

/** The core did not respond, failed, or sent an invalid response. `reason` is for the log only. */
export class CoreUnavailable extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(`the core gave no usable answer: ${reason}`);
    this.name = 'CoreUnavailable';
    this.reason = reason;
  }
}

/** The core rejected a value that passed our own checks. `reason` is for the log only. */
export class CoreRefused extends Error {
  readonly reason: string;

  /** @param reason message of the core */
  constructor(reason: string) {
    super(`the core refused the call: ${reason}`);
    this.name = 'CoreRefused';
    this.reason = reason;
  }
}

/** The database cannot be used: unreachable, too slow, or without tables. The message is for the log only. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** Message of a 404. */
export const NOTHING_HERE = 'Nothing found at this path.';

const RETRY_AFTER_SECONDS = 5;

function temporarily(code: ErrorCode, message: string): Refusal {
  return new Refusal(503, code, message, { headers: { 'retry-after': String(RETRY_AFTER_SECONDS) } });
}

/**
 * Returns the refusal for any error. Unexpected errors become a plain 500, because their message may contain
 * anything.
 */
export function toRefusal(error: unknown, coreFailure: string | undefined): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof CoreRefused) {
    return new Refusal(400, 'BAD_REQUEST', 'This request contains a value that cannot be used.', {
      reason: 'platform.valueRefused',
      outcome: 'core_refused',
    });
  }
  if (error instanceof CoreUnavailable || coreFailure !== undefined) {
    return temporarily('CORE_UNAVAILABLE', 'The sign-in service is temporarily unavailable.');
  }
  if (error instanceof DatabaseUnavailable)
    return temporarily(
      'STORE_UNAVAILABLE',
      'The database is temporarily unavailable. Try again in a moment.',
    );
  return new Refusal(500, 'INTERNAL_ERROR', 'Something went wrong.');
}

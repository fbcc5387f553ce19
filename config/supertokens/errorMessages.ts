import STGeneralError from 'supertokens-web-js/utils/error';
import type { ErrorAnswer, ErrorCode } from '../contracts/errorAnswer.ts';
import { tooManyAttempts, formatWait } from '../wait.ts';

const MAIL_UNAVAILABLE: ErrorCode = 'MAIL_UNAVAILABLE';

async function refusalOf(response: Response): Promise<ErrorAnswer['error'] | undefined> {
  try {
    return ((await response.clone().json()) as Partial<ErrorAnswer>).error;
  } catch {
    return undefined;
  }
}

/** Formats the wait of a response without a message, for instance from a host in front of the functions. */
function waitIn(refused: Response): string {
  const seconds = Number(refused.headers.get('retry-after'));
  return formatWait(seconds > 0 ? seconds : 60);
}

/** Returns the message of a throttled or mail request; undefined where the widget's own text will do. */
async function wordsFor(refused: unknown): Promise<string | undefined> {
  if (!(refused instanceof Response)) return undefined;
  const refusal = await refusalOf(refused);
  if (refused.status === 429) return refusal?.message ?? tooManyAttempts(waitIn(refused));
  return refusal?.code === MAIL_UNAVAILABLE ? refusal.message : undefined;
}

/** Returns the message of the function, for requests of mail: it says more than that there were too many. */
export async function functionMessage(refused: unknown): Promise<string | undefined> {
  return refused instanceof Response ? (await refusalOf(refused))?.message : undefined;
}

/**
 * Makes an SDK call throw an error with the message of the function where it was throttled or no mail can be
 * sent. The SDK throws the response, for which its forms only show that something went wrong.
 *
 * @throws STGeneralError, whose message the forms show
 */
export function withErrorMessages<Input, Output>(
  call: (input: Input) => Promise<Output>,
  wordsOf = wordsFor,
): (input: Input) => Promise<Output> {
  return async (input) => {
    try {
      return await call(input);
    } catch (error) {
      const words = await wordsOf(error);
      throw words === undefined ? error : new STGeneralError(words);
    }
  };
}

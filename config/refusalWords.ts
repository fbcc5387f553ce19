import STGeneralError from 'supertokens-web-js/utils/error';
import type { ErrorAnswer, ErrorCode } from './functionContract.ts';

/** What a form of the widget says when the functions have had too many tries. */
function waitWords(seconds: number): string {
  return `Too many tries. Please wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, then try again.`;
}

const MAIL_UNAVAILABLE: ErrorCode = 'MAIL_UNAVAILABLE';

async function mailWords(response: Response): Promise<string | undefined> {
  const body = (await response
    .clone()
    .json()
    .catch(() => undefined)) as Partial<ErrorAnswer> | undefined;
  return body?.error?.code === MAIL_UNAVAILABLE ? body.error.message : undefined;
}

/** Why the functions refused, in words; undefined where the widget's own will do. */
async function wordsFor(refused: unknown): Promise<string | undefined> {
  if (!(refused instanceof Response)) return undefined;
  if (refused.status === 503) return mailWords(refused);
  if (refused.status !== 429) return undefined;
  const seconds = Number(refused.headers.get('retry-after'));
  return waitWords(seconds > 0 ? seconds : 60);
}

/**
 * Makes a call of the SDK tell in words that it was throttled, or that no mail can be sent: the SDK throws the answer,
 * and its forms then only say that something went wrong.
 *
 * @throws STGeneralError, whose message the forms show
 */
export function inWords<Input, Output>(
  call: (input: Input) => Promise<Output>,
): (input: Input) => Promise<Output> {
  return async (input) => {
    try {
      return await call(input);
    } catch (error) {
      const words = await wordsFor(error);
      throw words === undefined ? error : new STGeneralError(words);
    }
  };
}

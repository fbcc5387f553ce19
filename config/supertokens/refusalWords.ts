import STGeneralError from 'supertokens-web-js/utils/error';
import type { ErrorAnswer, ErrorCode } from '../contracts/errorAnswer.ts';
import { tooManyTries, toWaitWords } from '../waitWords.ts';

const MAIL_UNAVAILABLE: ErrorCode = 'MAIL_UNAVAILABLE';

async function refusalOf(response: Response): Promise<ErrorAnswer['error'] | undefined> {
  try {
    return ((await response.clone().json()) as Partial<ErrorAnswer>).error;
  } catch {
    return undefined;
  }
}

/** The wait of a refusal that brings no words, from a host in front of the functions for instance. */
function waitIn(refused: Response): string {
  const seconds = Number(refused.headers.get('retry-after'));
  return toWaitWords(seconds > 0 ? seconds : 60);
}

/** Why the functions refused, in words; undefined where the widget's own will do. */
async function wordsFor(refused: unknown): Promise<string | undefined> {
  if (!(refused instanceof Response)) return undefined;
  const refusal = await refusalOf(refused);
  if (refused.status === 429) return refusal?.message ?? tooManyTries(waitIn(refused));
  return refusal?.code === MAIL_UNAVAILABLE ? refusal.message : undefined;
}

/** The words that the functions themselves have for it: of a mail they say more than that there were too many tries. */
export async function functionWords(refused: unknown): Promise<string | undefined> {
  return refused instanceof Response ? (await refusalOf(refused))?.message : undefined;
}

/**
 * Makes a call of the SDK tell in words that it was throttled, or that no mail can be sent: the SDK throws the answer,
 * and its forms then only say that something went wrong.
 *
 * @throws STGeneralError, whose message the forms show
 */
export function inWords<Input, Output>(
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

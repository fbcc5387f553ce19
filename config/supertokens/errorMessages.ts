import STGeneralError from 'supertokens-web-js/utils/error';
import type { ErrorAnswer, ErrorCode } from '../contracts/errorAnswer.ts';
import { SOURCE_LANGUAGE } from '../languages.ts';
import { formatWaitIn, toWait } from '../wait.ts';
import type { WidgetTranslator } from './widgetText.ts';

/** Answers whose message the forms show. They have translations of it. */
const SHOWN: readonly (ErrorCode | undefined)[] = ['MAIL_UNAVAILABLE', 'CONFLICT'];

const TOO_MANY_ATTEMPTS = 'platform.tooManyAttempts';

async function refusalOf(response: Response): Promise<ErrorAnswer['error'] | undefined> {
  try {
    return ((await response.clone().json()) as Partial<ErrorAnswer>).error;
  } catch {
    return undefined;
  }
}

type Refused = Pick<ErrorAnswer['error'], 'message' | 'reason' | 'params'>;

/** The wait of a response without a message, for instance from a host in front of the functions. */
function waitIn(refused: Response): Refused {
  const seconds = Number(refused.headers.get('retry-after'));
  return {
    message: TOO_MANY_ATTEMPTS,
    reason: TOO_MANY_ATTEMPTS,
    params: toWait(seconds > 0 ? seconds : 60),
  };
}

/** Returns a message in the language of the page if it contains a wait. The forms translate the others. */
function toWords({ message, reason = '', params }: Refused, t: WidgetTranslator): string {
  const text = t(reason);
  return text === reason ? message : text.replace('{wait}', formatWaitIn(t('language'), params));
}

/**
 * Returns the message of a request that was throttled, that could send no mail, or that a change of the
 * account has overtaken; undefined where the widget's own text will do.
 */
async function wordsFor(refused: unknown, t: WidgetTranslator): Promise<string | undefined> {
  if (!(refused instanceof Response)) return undefined;
  const refusal = await refusalOf(refused);
  if (refused.status === 429) return toWords(refusal ?? waitIn(refused), t);
  return SHOWN.includes(refusal?.code) ? refusal?.message : undefined;
}

/** Whether a message of a function can be shown: the forms translate what is among their texts. */
const isInLanguage = (message: string, t: WidgetTranslator): boolean =>
  t('language') === SOURCE_LANGUAGE || t(message) !== message;

/**
 * Returns the message of the function, for requests of mail: it says more than that there were too many.
 * Undefined where it is not in the language of the page.
 */
export async function functionMessage(refused: unknown, t: WidgetTranslator): Promise<string | undefined> {
  const refusal = refused instanceof Response ? await refusalOf(refused) : undefined;
  if (refusal === undefined) return undefined;
  const words = toWords(refusal, t);
  return words !== refusal.message || isInLanguage(words, t) ? words : undefined;
}

/**
 * Makes an SDK call throw an error with the message of the function where that says what the user can do. The
 * SDK throws the response, for which its forms only show that something went wrong.
 *
 * @throws STGeneralError, whose message the forms show
 */
export function withErrorMessages<Input, Output>(
  call: (input: Input) => Promise<Output>,
  t: WidgetTranslator,
  wordsOf = wordsFor,
): (input: Input) => Promise<Output> {
  return async (input) => {
    try {
      return await call(input);
    } catch (error) {
      const words = await wordsOf(error, t);
      throw words === undefined ? error : new STGeneralError(words);
    }
  };
}

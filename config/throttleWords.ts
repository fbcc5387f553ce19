import STGeneralError from 'supertokens-web-js/utils/error';

/** What a form of the widget says when the functions have had too many tries. */
function words(seconds: number): string {
  return `Too many tries. Please wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, then try again.`;
}

/**
 * Makes a call of the SDK tell in words that it was throttled: the SDK throws the answer, and its forms then only say
 * that something went wrong.
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
      if (!(error instanceof Response) || error.status !== 429) throw error;
      const seconds = Number(error.headers.get('retry-after'));
      throw new STGeneralError(words(seconds > 0 ? seconds : 60));
    }
  };
}

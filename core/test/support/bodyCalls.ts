import type { AnswerBody, TestCore } from './testCore';

/** Calls of which the body of the answer is all that matters, to whichever core a test has now. */
export function bodyCalls(core: () => TestCore) {
  const answerTo = async (method: string, path: string, body?: object): Promise<AnswerBody> =>
    (await core().call(method, path, body)).body;
  return {
    get: (path: string) => answerTo('GET', path),
    put: (path: string, body: object) => answerTo('PUT', path, body),
    post: (path: string, body: object) => answerTo('POST', path, body),
    remove: (path: string) => answerTo('DELETE', path),
    /** Status and text of a call that is refused. */
    refusal: async (method: string, path: string, body: object): Promise<[number, string]> => {
      const reply = await core().call(method, path, body);
      return [reply.status, reply.body.text];
    },
  };
}

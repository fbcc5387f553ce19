import type { AnswerBody, TestCore } from './testCore';

/** Requests to the test's current core that return the response body. */
export function bodyCalls(core: () => TestCore) {
  const answerTo = async (method: string, path: string, body?: object): Promise<AnswerBody> =>
    (await core().call(method, path, body)).body;
  return {
    get: (path: string) => answerTo('GET', path),
    put: (path: string, body: object) => answerTo('PUT', path, body),
    post: (path: string, body: object) => answerTo('POST', path, body),
    remove: (path: string) => answerTo('DELETE', path),
    /** Returns status and text of a refused request. */
    refusal: async (method: string, path: string, body: object): Promise<[number, string]> => {
      const reply = await core().call(method, path, body);
      return [reply.status, reply.body.text];
    },
  };
}

import type { AnswerBody, TestCore } from './testCore';

type Asked = [cdiVersion: string, method: string, path: string, body?: object, rid?: string];

/** Requests of drivers of any CDI version. */
export function versionedCalls(core: () => TestCore) {
  const ask = (...[cdiVersion, method, path, body, rid]: Asked) =>
    core().call(method, path, body, { 'cdi-version': cdiVersion, ...(rid === undefined ? {} : { rid }) });

  const answer = async (...asked: Asked): Promise<AnswerBody> => (await ask(...asked)).body;

  const refusal = async (...asked: Asked): Promise<[number, string]> => {
    const { status, body } = await ask(...asked);
    return [status, body.text];
  };

  async function consumeCode(cdiVersion: string): Promise<AnswerBody> {
    const contact = { phoneNumber: '+14155550101' };
    const { preAuthSessionId, linkCode } = await answer(cdiVersion, 'POST', '/recipe/signinup/code', contact);
    return answer(cdiVersion, 'POST', '/recipe/signinup/code/consume', { preAuthSessionId, linkCode });
  }

  return { ask, answer, refusal, consumeCode };
}

export const keysOf = (value: unknown): string[] => Object.keys(value as object).sort();

/** Members of users since account linking. */
export const NEW_USER = [
  ...['id', 'isPrimaryUser', 'tenantIds', 'timeJoined', 'emails', 'phoneNumbers', 'thirdParty'],
];

export const ada = { email: 'ada@example.com', password: 'correct horse' };

export const fromProvider = (more: object = { isVerified: true }) => ({
  thirdPartyId: 'google',
  thirdPartyUserId: 'g-1',
  email: { id: 'bob@example.com', ...more },
});

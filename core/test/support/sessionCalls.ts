import type { AnswerBody, TestCore } from './testCore';

/** Session requests to the test's current core. */
export function sessionCalls(core: () => TestCore) {
  const create = async (extra: object = {}): Promise<AnswerBody> => {
    const body = {
      userId: 'ada',
      userDataInJWT: {},
      userDataInDatabase: {},
      enableAntiCsrf: false,
      ...extra,
    };
    return (await core().call('POST', '/recipe/session', body)).body;
  };

  const refresh = async (refreshToken: string, extra: object = {}): Promise<AnswerBody> => {
    const body = { refreshToken, enableAntiCsrf: false, useDynamicSigningKey: true, ...extra };
    return (await core().call('POST', '/recipe/session/refresh', body)).body;
  };

  const verify = async (accessToken: string, extra: object = {}): Promise<AnswerBody> => {
    const body = {
      accessToken,
      enableAntiCsrf: false,
      doAntiCsrfCheck: false,
      checkDatabase: false,
      ...extra,
    };
    return (await core().call('POST', '/recipe/session/verify', body)).body;
  };

  const get = async (handle: string) =>
    (await core().call('GET', `/recipe/session?sessionHandle=${encodeURIComponent(handle)}`)).body;

  return { create, refresh, verify, get };
}

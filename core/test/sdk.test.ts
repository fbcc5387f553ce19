import supertokens from 'supertokens-node';
import EmailPassword from 'supertokens-node/recipe/emailpassword';
import Session from 'supertokens-node/recipe/session';
import { startSdkCore } from './support/sdkCore';
import type { TestCore } from './support/testCore';

let core: TestCore;

const KEY = 'a-key-of-twenty-characters';
const PASSWORD = 'validpass1';

beforeAll(async () => {
  core = await startSdkCore([EmailPassword.init(), Session.init()], KEY);
});

afterAll(() => core.close());

async function signUp(email: string) {
  const result = await EmailPassword.signUp('public', email, PASSWORD);
  if (result.status !== 'OK') throw new Error(result.status);
  return result;
}

test('sign-up, sign-in, wrong password', async () => {
  const { user } = await signUp('in@example.com');
  const signedIn = await EmailPassword.signIn('public', 'in@example.com', PASSWORD);
  expect(signedIn.status === 'OK' ? signedIn.user.toJson() : signedIn).toEqual(user.toJson());
  expect(await EmailPassword.signIn('public', 'in@example.com', 'wrong')).toEqual({
    status: 'WRONG_CREDENTIALS_ERROR',
  });
  expect((await EmailPassword.signUp('public', 'in@example.com', PASSWORD)).status).toBe(
    'EMAIL_ALREADY_EXISTS_ERROR',
  );
});

test.each([true, false])(
  'a session from creation to token theft (anti-CSRF off: %s)',
  async (disableAntiCsrf) => {
    const { user, recipeUserId } = await signUp(`session-${String(disableAntiCsrf)}@example.com`);
    const created = await Session.createNewSessionWithoutRequestResponse(
      'public',
      recipeUserId,
      { role: 'admin' },
      { theme: 'dark' },
      disableAntiCsrf,
    );
    const tokens = created.getAllSessionTokensDangerously();
    const refreshToken = tokens.refreshToken ?? '';

    const verified = await Session.getSessionWithoutRequestResponse(tokens.accessToken, tokens.antiCsrfToken);
    expect(verified.getUserId()).toBe(user.id);
    expect(verified.getAccessTokenPayload()).toMatchObject({ role: 'admin', tId: 'public' });
    expect(await verified.getSessionDataFromDatabase()).toEqual({ theme: 'dark' });

    const refreshed = await Session.refreshSessionWithoutRequestResponse(
      refreshToken,
      disableAntiCsrf,
      tokens.antiCsrfToken,
    );
    const next = refreshed.getAllSessionTokensDangerously();
    const promoted = await Session.getSessionWithoutRequestResponse(next.accessToken, next.antiCsrfToken);
    expect(promoted.getAllSessionTokensDangerously().accessAndFrontTokenUpdated).toBe(true);

    await expect(
      Session.refreshSessionWithoutRequestResponse(refreshToken, disableAntiCsrf, tokens.antiCsrfToken),
    ).rejects.toMatchObject({
      type: 'TOKEN_THEFT_DETECTED',
      payload: { sessionHandle: created.getHandle() },
    });
  },
);

test('updates claims and data of a session, then revokes it', async () => {
  const { user, recipeUserId } = await signUp('claims@example.com');
  const session = await Session.createNewSessionWithoutRequestResponse('public', recipeUserId);
  await session.mergeIntoAccessTokenPayload({ plan: 'pro' });
  await session.updateSessionDataInDatabase({ seen: 1 });
  expect(await Session.getSessionInformation(session.getHandle())).toMatchObject({
    userId: user.id,
    customClaimsInAccessTokenPayload: { plan: 'pro' },
    sessionDataInDatabase: { seen: 1 },
  });
  expect(await Session.getAllSessionHandlesForUser(user.id)).toEqual([session.getHandle()]);
  expect(await Session.revokeAllSessionsForUser(user.id)).toEqual([session.getHandle()]);
  expect(await Session.getSessionInformation(session.getHandle())).toBeUndefined();
});

test('signs with a static key on request, and the SDK verifies it', async () => {
  const jwt = await Session.createJWT({ sub: 'ada' }, 60, true);
  expect(jwt.status).toBe('OK');
  expect((await Session.getJWKS()).keys.map(({ kid }) => kid.slice(0, 2)).sort()).toEqual(['d-', 's-']);
});

test('password reset, email change, removal', async () => {
  const { user, recipeUserId } = await signUp('old@example.com');
  const token = await EmailPassword.createResetPasswordToken('public', user.id, 'old@example.com');
  if (token.status !== 'OK') throw new Error(token.status);
  expect(await EmailPassword.resetPasswordUsingToken('public', token.token, 'newpass123')).toEqual({
    status: 'OK',
  });
  expect(await EmailPassword.updateEmailOrPassword({ recipeUserId, email: 'new@example.com' })).toEqual({
    status: 'OK',
  });
  expect((await EmailPassword.signIn('public', 'new@example.com', 'newpass123')).status).toBe('OK');
  expect(await supertokens.listUsersByAccountInfo('public', { email: 'new@example.com' })).toHaveLength(1);
  await supertokens.deleteUser(user.id);
  expect(await supertokens.getUser(user.id)).toBeUndefined();
});

test('lists users newest first, in pages', async () => {
  await signUp('one@example.com');
  const { user } = await signUp('two@example.com');
  const { users, nextPaginationToken } = await supertokens.getUsersNewestFirst({
    tenantId: 'public',
    limit: 1,
  });
  expect(users.map(({ id }) => id)).toEqual([user.id]);
  expect(nextPaginationToken).toBeDefined();
  const search = await supertokens.getUsersNewestFirst({ tenantId: 'public', query: { email: 'one@' } });
  expect(search.users.map(({ emails }) => emails)).toEqual([['one@example.com']]);
  expect(await supertokens.getUserCount()).toBeGreaterThanOrEqual(2);
});

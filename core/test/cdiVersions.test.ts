import { setUpTestCore } from './support/testCore';
import type { AnswerBody } from './support/testCore';
import { ada, fromProvider, keysOf, NEW_USER, versionedCalls } from './support/versionedCalls';

/** Callers of older CDI versions get the fields of their version and no newer ones. */
const core = setUpTestCore();
const { answer, ask, consumeCode, refusal } = versionedCalls(() => core);

describe('required fields', () => {
  test('a provider’s isVerified is read since 4.0 and in 2.7', async () => {
    const invalid = [400, "Field name 'isVerified' is invalid in JSON input"];
    for (const version of ['2.7', '4.0'])
      expect(await refusal(version, 'POST', '/recipe/signinup', fromProvider({}))).toEqual(invalid);
    for (const version of ['2.8', '3.1'])
      expect(
        await answer(version, 'POST', '/recipe/signinup', fromProvider({ isVerified: 'x' })),
      ).toMatchObject({
        status: 'OK',
      });
  });

  test('consuming a code verifies the email since 4.0', async () => {
    const verified = async (version: string) => {
      const code = await answer(version, 'POST', '/recipe/signinup/code', { email: 'eve@example.com' });
      const { preAuthSessionId, linkCode } = code;
      const body = { preAuthSessionId, linkCode };
      const { user } = await answer(version, 'POST', '/recipe/signinup/code/consume', body);
      const path = `/recipe/user/email/verify?userId=${user.id}&email=eve@example.com`;
      return (await answer(version, 'GET', path)).isVerified;
    };
    expect(await verified('3.1')).toBe(false);
    expect(await verified('4.0')).toBe(true);
  });

  test('a password reset requires the email since 4.0', async () => {
    const { user } = await answer('5.4', 'POST', '/recipe/signup', ada);
    const reset = (version: string, userId: string) =>
      ask(version, 'POST', '/recipe/user/password/reset/token', { userId });
    expect((await reset('4.0', user.id)).status).toBe(400);
    const { body } = await reset('3.1', user.id);
    const use = { method: 'token', token: body.token, newPassword: 'x' };
    expect(await answer('2.11', 'POST', '/recipe/user/password/reset', use)).toEqual({ status: 'OK' });

    const byCode = await consumeCode('5.4');
    expect((await reset('3.1', byCode.user.id)).body).toEqual({ status: 'UNKNOWN_USER_ID_ERROR' });
    await answer('5.4', 'POST', '/recipe/accountlinking/user/primary', { recipeUserId: user.id });
    const link = { recipeUserId: byCode.user.id, primaryUserId: user.id };
    await answer('5.4', 'POST', '/recipe/accountlinking/user/link', link);
    expect((await reset('3.1', user.id)).body.text).toBe('Please use CDI version >= 4.0');
  });

  test('before 5.0 a code is removed by id only', async () => {
    const remove = (version: string, body: object) =>
      refusal(version, 'POST', '/recipe/signinup/code/remove', body);
    expect(await remove('4.0', { preAuthSessionId: 'x' })).toEqual([
      400,
      "Field name 'codeId' is invalid in JSON input",
    ]);
    expect((await remove('4.0', { codeId: 'x', preAuthSessionId: 'y' }))[0]).toBe(200);
    expect((await remove('5.0', { codeId: 'x', preAuthSessionId: 'y' }))[0]).toBe(400);
  });

  test('a user with an email verified by a provider can be mapped since 4.0', async () => {
    const { user } = await answer('5.4', 'POST', '/recipe/signinup', fromProvider());
    const map = (version: string) =>
      ask(version, 'POST', '/recipe/userid/map', { superTokensUserId: user.id, externalUserId: 'bob' });
    expect((await map('3.1')).body.text).toBe('UserId is already in use in EmailVerification recipe');
    expect((await map('4.0')).body).toEqual({ status: 'OK' });
  });
});

describe('TOTP codes', () => {
  test('the number of attempts is returned since 5.0', async () => {
    const device = { userId: 'ada', deviceName: 'phone', skew: 0, period: 30 };
    await answer('5.4', 'POST', '/recipe/totp/device', device);
    const wrong = { userId: 'ada', deviceName: 'phone', totp: '0' };
    const tryWrong = (version: string) => answer(version, 'POST', '/recipe/totp/device/verify', wrong);
    expect(await tryWrong('4.0')).toEqual({ status: 'INVALID_TOTP_ERROR' });
    expect(keysOf(await tryWrong('5.0'))).toHaveLength(3);
    for (let time = 0; time < 3; time++) await tryWrong('5.0');
    expect(keysOf(await tryWrong('4.0'))).toEqual(['retryAfterMs', 'status']);
    expect(keysOf(await tryWrong('5.0'))).toHaveLength(4);
  });
});

describe('an app’s maximum CDI version', () => {
  test('is the default, and newer versions are refused', async () => {
    const coreConfig = { supertokens_max_cdi_version: '4.0' };
    await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'old', coreConfig });
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify(ada) };
    const response = await fetch(`${core.url}/appid-old/recipe/signup`, request);
    const { user } = (await response.json()) as AnswerBody;
    expect(keysOf(user)).toEqual([...NEW_USER, 'loginMethods'].sort());
    for (const path of ['/appid-old/users/count', '/appid-old/apiversion', '/appid-old/hello'])
      expect(await refusal('5.0', 'GET', path)).toEqual([400, 'cdi-version 5.0 not supported']);
    const { versions } = await answer('4.0', 'GET', '/appid-old/apiversion');
    expect(versions).toContain('4.0');
    expect(versions).not.toContain('5.0');
  });

  test('is 5.4 by default, in this exact spelling', async () => {
    for (const version of ['5.4.0', '5', '6', '5.4.1'])
      expect(await refusal(version, 'GET', '/users/count')).toEqual([
        400,
        `cdi-version ${version} not supported`,
      ]);
    expect((await ask('5', 'GET', '/hello')).status).toBe(200);
    expect(await refusal('5.5', 'GET', '/hello')).toEqual([400, 'cdi-version 5.5 not supported']);
  });
});

test('the dashboard session returns the email since 3.0', async () => {
  const user = { email: 'ada@example.com', password: 'correct-horse-1' };
  await answer('5.4', 'POST', '/recipe/dashboard/user', user);
  const { sessionId } = await answer('5.4', 'POST', '/recipe/dashboard/signin', user);
  const verify = (version: string) =>
    answer(version, 'POST', '/recipe/dashboard/session/verify', { sessionId });
  expect(await verify('2.21')).toEqual({ status: 'OK' });
  expect(await verify('3.0')).toEqual({ status: 'OK', email: user.email });
});

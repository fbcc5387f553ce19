import { RecipeUserId } from 'supertokens-node';
import EmailPassword from 'supertokens-node/recipe/emailpassword';
import EmailVerification from 'supertokens-node/recipe/emailverification';
import Session from 'supertokens-node/recipe/session';
import { startSdkCore } from './support/sdkCore';
import { DAY, setUpTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

const PATH = '/recipe/user/email/verify';
const EMAIL = 'ada@example.com';
const INVALID = { status: 'EMAIL_VERIFICATION_INVALID_TOKEN_ERROR' };

describe('over HTTP', () => {
  const core = setUpTestCore();

  const create = async (userId: string, email = EMAIL, tenant = '') =>
    (await core.call('POST', `${tenant}${PATH}/token`, { userId, email })).body.token;
  const verify = async (token: string, tenant = '') =>
    (await core.call('POST', `${tenant}${PATH}`, { method: 'token', token })).body;
  const isVerified = async (userId: string, email = EMAIL) =>
    (await core.call('GET', `${PATH}?userId=${userId}&email=${email}`)).body.isVerified;

  test('a token works once and invalidates others for the same email', async () => {
    const [first, second] = [await create('u'), await create('u')];
    const [otherEmail, otherUser] = [await create('u', 'b@example.com'), await create('v')];
    expect(await verify(first)).toEqual({ status: 'OK', userId: 'u', email: EMAIL });
    expect(await verify(first)).toEqual(INVALID);
    expect(await verify(second)).toEqual(INVALID);
    expect((await verify(otherEmail)).status).toBe('OK');
    expect((await verify(otherUser)).status).toBe('OK');
  });

  test('of concurrent uses of a token, one succeeds', async () => {
    const token = await create('u');
    const answers = await Promise.all(Array.from({ length: 8 }, () => verify(token)));
    expect(answers.filter(({ status }) => status === 'OK')).toHaveLength(1);
  });

  test('a token is valid for exactly one day', async () => {
    const token = await create('u');
    core.clock.advance(DAY);
    expect((await verify(token)).status).toBe('OK');
  });

  test('an expired token still invalidates the others', async () => {
    const old = await create('u');
    core.clock.advance(DAY);
    const fresh = await create('u');
    core.clock.advance(1);
    expect(await verify(old)).toEqual(INVALID);
    expect(await verify(fresh)).toEqual(INVALID);
    expect(await isVerified('u')).toBe(false);
  });

  test('the tenant’s configuration sets the lifetime', async () => {
    await core.call('PUT', '/recipe/multitenancy/app/v2', {
      appId: 'hasty',
      coreConfig: { email_verification_token_lifetime: 10_000 },
    });
    const token = await create('u', EMAIL, '/appid-hasty');
    core.clock.advance(10_001);
    expect(await verify(token, '/appid-hasty')).toEqual(INVALID);
  });

  test('a token is unknown in other apps and tenants and remains valid', async () => {
    await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'shop' });
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const token = await create('u', EMAIL, '/t1');
    expect(await verify(token)).toEqual(INVALID);
    expect(await verify(token, '/appid-shop')).toEqual(INVALID);
    expect((await verify(token, '/t1')).status).toBe('OK');
    expect(await isVerified('u')).toBe(true);
  });

  test('tokens are deleted with their tenant', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const token = await create('u', EMAIL, '/t1');
    await core.call('POST', '/recipe/multitenancy/tenant/remove', { tenantId: 't1' });
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    expect(await verify(token, '/t1')).toEqual(INVALID);
  });

  test('verified emails and tokens are deleted with the user', async () => {
    const signedUp = await core.call('POST', '/recipe/signup', { email: EMAIL, password: 'x' });
    const { id } = signedUp.body.user;
    await verify(await create(id));
    const pending = await create(id, 'next@example.com');
    expect((await core.call('GET', `/user/id?userId=${id}`)).body.user).toMatchObject({
      loginMethods: [{ verified: true }],
    });
    await core.call('POST', '/user/remove', { userId: id });
    expect(await isVerified(id)).toBe(false);
    expect(await verify(pending)).toEqual(INVALID);
  });

  test('a new email is unverified', async () => {
    const signedUp = await core.call('POST', '/recipe/signup', { email: EMAIL, password: 'x' });
    const { id } = signedUp.body.user;
    await verify(await create(id));
    await core.call('PUT', '/recipe/user', { recipeUserId: id, email: 'next@example.com' });
    expect((await core.call('GET', `/user/id?userId=${id}`)).body.user).toMatchObject({
      loginMethods: [{ verified: false }],
    });
  });

  test('a token is 64 random bytes in URL-safe encoding', async () => {
    expect(await create('u')).toMatch(/^[\w-]{86}$/);
  });
});

describe('through the SDK', () => {
  let core: TestCore;

  beforeAll(async () => {
    core = await startSdkCore([
      EmailPassword.init(),
      EmailVerification.init({ mode: 'REQUIRED' }),
      Session.init(),
    ]);
  });

  afterAll(() => core.close());

  test('verifies and unverifies an email', async () => {
    const signedUp = await EmailPassword.signUp('public', EMAIL, 'validpass1');
    if (signedUp.status !== 'OK') throw new Error(signedUp.status);
    const { recipeUserId } = signedUp;
    const created = await EmailVerification.createEmailVerificationToken('public', recipeUserId);
    if (created.status !== 'OK') throw new Error(created.status);
    expect((await EmailVerification.verifyEmailUsingToken('public', created.token)).status).toBe('OK');
    expect(await EmailVerification.isEmailVerified(recipeUserId)).toBe(true);
    expect((await EmailVerification.createEmailVerificationToken('public', recipeUserId)).status).toBe(
      'EMAIL_ALREADY_VERIFIED_ERROR',
    );
    await EmailVerification.unverifyEmail(recipeUserId);
    expect(await EmailVerification.isEmailVerified(recipeUserId)).toBe(false);
  });

  test('revokes tokens', async () => {
    const user = new RecipeUserId('not one of ours');
    const created = await EmailVerification.createEmailVerificationToken('public', user, EMAIL);
    if (created.status !== 'OK') throw new Error(created.status);
    await EmailVerification.revokeEmailVerificationTokens('public', user, EMAIL);
    expect(await EmailVerification.verifyEmailUsingToken('public', created.token)).toEqual(INVALID);
  });
});

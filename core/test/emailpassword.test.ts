import { HOUR, setUpTestCore } from './support/testCore';

const core = setUpTestCore();

const EMAIL = 'ada@example.com';
const PASSWORD = 'correct horse';

const signUp = (email = EMAIL, password = PASSWORD) =>
  core.call('POST', '/recipe/signup', { email, password });
const signIn = (email = EMAIL, password = PASSWORD) =>
  core.call('POST', '/recipe/signin', { email, password });

test('sign-up and sign-in return the same complete user', async () => {
  const { body } = await signUp(' Ada@Example.COM ');
  const id = body.user.id;
  const user = {
    id,
    isPrimaryUser: false,
    tenantIds: ['public'],
    timeJoined: core.clock.now(),
    emails: [EMAIL],
    phoneNumbers: [],
    thirdParty: [],
    webauthn: { credentialIds: [] },
    loginMethods: [
      {
        tenantIds: ['public'],
        recipeUserId: id,
        verified: false,
        timeJoined: core.clock.now(),
        recipeId: 'emailpassword',
        email: EMAIL,
      },
    ],
  };
  expect(body).toEqual({ status: 'OK', user, recipeUserId: id });
  expect((await signIn()).body).toEqual({ status: 'OK', user, recipeUserId: id });
});

test('concurrent sign-ups with one email create one user', async () => {
  const replies = await Promise.all(Array.from({ length: 8 }, () => signUp()));
  const statuses = replies.map(({ body }) => body.status).sort();
  expect(statuses).toEqual([...Array.from({ length: 7 }, () => 'EMAIL_ALREADY_EXISTS_ERROR'), 'OK']);
  expect((await core.call('GET', '/users/count')).body).toEqual({ status: 'OK', count: 1 });
});

test('a generated email is verified', async () => {
  const { body } = await signUp('x.google@stfakeemail.supertokens.com');
  expect(body.user).toMatchObject({ loginMethods: [{ verified: true }] });
});

test('accepts passwords of any length and alphabet', async () => {
  const password = 'ünïcödé✓'.repeat(50);
  await signUp(EMAIL, password);
  expect((await signIn(EMAIL, password)).body.status).toBe('OK');
  expect((await signIn(EMAIL, 'ünïcödé')).body.status).toBe('WRONG_CREDENTIALS_ERROR');
});

describe('password reset', () => {
  const create = (userId: string, email = EMAIL) =>
    core.call('POST', '/recipe/user/password/reset/token', { userId, email });
  const consume = (token: string) =>
    core.call('POST', '/recipe/user/password/reset/token/consume', { token });
  const INVALID = { status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' };

  test('a token works once and invalidates the user’s others', async () => {
    const userId = (await signUp()).body.user.id;
    const [first, second] = [await create(userId), await create(userId)];
    expect((await consume(first.body.token)).body).toEqual({ status: 'OK', userId, email: EMAIL });
    expect((await consume(first.body.token)).body).toEqual(INVALID);
    expect((await consume(second.body.token)).body).toEqual(INVALID);
  });

  test('of concurrent uses of a token, one succeeds', async () => {
    const userId = (await signUp()).body.user.id;
    const { token } = (await create(userId)).body;
    const replies = await Promise.all(Array.from({ length: 8 }, () => consume(token)));
    expect(replies.filter(({ body }) => body.status === 'OK')).toHaveLength(1);
  });

  test('a token is valid for an hour; an expired one still invalidates the others', async () => {
    const userId = (await signUp()).body.user.id;
    const old = (await create(userId)).body.token;
    core.clock.advance(HOUR);
    const fresh = (await create(userId)).body.token;
    core.clock.advance(1);
    expect((await consume(old)).body).toEqual(INVALID);
    expect((await consume(fresh)).body).toEqual(INVALID);
  });

  test('an app sets the lifetime of new tokens', async () => {
    const app = '/appid-hasty';
    const configure = (password_reset_token_lifetime: number) =>
      core.call('PUT', '/recipe/multitenancy/app/v2', {
        appId: 'hasty',
        coreConfig: { password_reset_token_lifetime },
      });
    const at = async (path: string, body: object) => (await core.call('POST', app + path, body)).body;
    await configure(5000);
    const userId = (await at('/recipe/signup', { email: EMAIL, password: PASSWORD })).user.id;
    const request = () => at('/recipe/user/password/reset/token', { userId, email: EMAIL });
    const consumeAt = (token: string) => at('/recipe/user/password/reset/token/consume', { token });
    const { token } = await request();
    core.clock.advance(5000);
    expect((await consumeAt(token)).status).toBe('OK');
    const late = await request();
    await configure(HOUR);
    core.clock.advance(5001);
    expect(await consumeAt(late.token)).toEqual(INVALID);
  });

  test('tokens are deleted with their user', async () => {
    const userId = (await signUp()).body.user.id;
    const { token } = (await create(userId)).body;
    await core.call('POST', '/user/remove', { userId });
    expect((await consume(token)).body).toEqual(INVALID);
  });
});

import { setUpTestCore } from './support/testCore';

const core = setUpTestCore();

const BCRYPT = '$2b$10$abcdefghijklmnopqrstuuVf1sel5oQT6Isxcy.IFrxeKWJHkPwmW';
/** A test vector of the reference implementation's README. */
const ARGON2 = '$argon2i$v=19$m=65536,t=2,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b+dWRWJTmaaJObG';

/** The test vector that Firebase publishes with its algorithm. */
const SIGNER_KEY = 'jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==';
const FIREBASE =
  '$f_scrypt$lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==' +
  '$42xEC+ixf3L2lw==$m=14$r=8$s=Bw==';

const importHash = (passwordHash: string, more: object = {}, app = '') =>
  core.call('POST', `${app}/recipe/user/passwordhash/import`, {
    email: 'a@example.com',
    passwordHash,
    ...more,
  });
const signIn = async (password: string, app = '') =>
  (await core.call('POST', `${app}/recipe/signin`, { email: 'a@example.com', password })).body.status;
const addApp = (coreConfig: object) =>
  core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'shop', coreConfig });

describe('imported hashes', () => {
  test.each([
    ['bcrypt', BCRYPT],
    ['bcrypt of other libraries', BCRYPT.replace('$2b', '$2y')],
    ['with white space around it', ` ${BCRYPT}\n`],
  ])('a user can sign in with an imported %s hash', async (_name, hash) => {
    await importHash(hash);
    expect(await signIn('testpass123')).toBe('OK');
    expect(await signIn('testpass124')).toBe('WRONG_CREDENTIALS_ERROR');
  });

  test('a user can sign in with an imported argon2 hash', async () => {
    await importHash(ARGON2, { hashingAlgorithm: 'argon2' });
    expect(await signIn('password')).toBe('OK');
    expect(await signIn('passwore')).toBe('WRONG_CREDENTIALS_ERROR');
  });

  test('a user can sign in with a Firebase scrypt hash if the signer key is configured', async () => {
    await addApp({ firebase_password_hashing_signer_key: SIGNER_KEY });
    await importHash(FIREBASE, {}, '/appid-shop');
    expect(await signIn('user1password', '/appid-shop')).toBe('OK');
    expect(await signIn('user2password', '/appid-shop')).toBe('WRONG_CREDENTIALS_ERROR');
    const reply = await importHash(FIREBASE);
    expect([reply.status, reply.body.text]).toEqual([
      400,
      "'firebase_password_hashing_signer_key' cannot be null",
    ]);
  });

  test('importing an existing user replaces the password only', async () => {
    const signedUp = await core.call('POST', '/recipe/signup', { email: 'a@example.com', password: 'old' });
    const reply = await importHash(BCRYPT);
    expect(reply.body).toEqual({ status: 'OK', user: signedUp.body.user, didUserAlreadyExist: true });
    expect(await signIn('old')).toBe('WRONG_CREDENTIALS_ERROR');
    expect(await signIn('testpass123')).toBe('OK');
  });

  test.each([
    ['$2b$10$short', ''],
    ['$2b$31$abcdefghijklmnopqrstuuVf1sel5oQT6Isxcy.IFrxeKWJHkPwmW', ' that would take days'],
    ['$argon2id$v=19$m=4294967295,t=1,p=1$VG1Oa1lMbzZLbzk5azQ2Qg$kjcNNtZ/b0t/8HgXUiQ76A', ''],
    ['$argon2id$nonsense', ''],
  ])('a malformed hash with a valid prefix never matches: %s%s', async (hash) => {
    expect((await importHash(hash)).status).toBe(200);
    expect(await signIn('testpass123')).toBe('WRONG_CREDENTIALS_ERROR');
  });

  test.each([
    ['md5', {}, 'Password hash is in invalid format'],
    [ARGON2, { hashingAlgorithm: 'bcrypt' }, 'Password hash is in invalid BCrypt format'],
    [BCRYPT, { hashingAlgorithm: 'ARGON2' }, 'Password hash is in invalid Argon2 format'],
    [
      BCRYPT,
      { hashingAlgorithm: 'firebase_scrypt' },
      "'firebase_password_hashing_signer_key' cannot be null",
    ],
  ])('refuses %s with %p', async (hash, more, text) => {
    const reply = await importHash(hash, more);
    expect([reply.status, reply.body.text]).toEqual([400, text]);
  });
});

test('an app can configure argon2 for new passwords', async () => {
  await addApp({ password_hashing_alg: 'ARGON2' });
  await core.call('POST', '/appid-shop/recipe/signup', { email: 'a@example.com', password: 'secret' });
  expect(await signIn('secret', '/appid-shop')).toBe('OK');
  expect(await signIn('wrong', '/appid-shop')).toBe('WRONG_CREDENTIALS_ERROR');
});

describe('deprecated endpoints', () => {
  const signUp = async () =>
    (await core.call('POST', '/recipe/signup', { email: 'a@example.com', password: 'old' })).body.user.id;

  test('consume a token and change the password in one call', async () => {
    const userId = await signUp();
    const created = await core.call('POST', '/recipe/user/password/reset/token', {
      userId,
      email: 'a@example.com',
    });
    const reset = () =>
      core.call('POST', '/recipe/user/password/reset', {
        method: 'token',
        token: created.body.token,
        newPassword: 'new',
      });
    expect((await reset()).body).toEqual({ status: 'OK', userId });
    expect((await reset()).body).toEqual({ status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' });
    expect(await signIn('new')).toBe('OK');
  });

  test('find a user by id or, in a tenant, by email', async () => {
    const userId = await signUp();
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const get = async (path: string) => (await core.call('GET', path)).body;
    expect((await get(`/recipe/user?userId=${userId}`)).user.id).toBe(userId);
    expect((await get('/recipe/user?email=A@example.com')).user.id).toBe(userId);
    expect((await get('/t1/recipe/user?email=a@example.com')).status).toBe('UNKNOWN_EMAIL_ERROR');
    expect((await get('/recipe/user?userId=unknown-user')).status).toBe('UNKNOWN_USER_ID_ERROR');
    expect((await get(`/t1/recipe/user?userId=${userId}`)).text).toBe(
      'Only public tenantId can call this app specific API',
    );
    expect((await get('/recipe/user')).text).toBe('Please provide one of userId or email');
    expect((await get('/recipe/user?userId=a&email=b')).text).toBe(
      'Please provide only one of userId or email',
    );
  });
});

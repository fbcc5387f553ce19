import { setUpTestCore } from './support/testCore';

/** Two spellings of one email for the real core: surrounding control characters and spaces, and capitals. */
const SPELT = '\t ÄDA@Example.COM\n';
const KEPT = 'äda@example.com';

/** Java's trim keeps no-break spaces, so they belong to the email. */
const OTHER = `\u00a0${KEPT}`;

const core = setUpTestCore();

const post = async (path: string, body: object) => (await core.call('POST', path, body)).body;
const query = encodeURIComponent(SPELT);

const passkeyOptions = (email: string) =>
  post('/recipe/webauthn/options/register', {
    email,
    relyingPartyName: 'Example',
    relyingPartyId: 'example.com',
    origin: 'https://example.com',
  });

interface Options {
  readonly webauthnGeneratedOptionsId: string;
  readonly user: { readonly name: string };
}

test('by password: sign-up, sign-in, email change, import', async () => {
  const { user } = await post('/recipe/signup', { email: SPELT, password: 'secret' });
  expect(user).toMatchObject({ emails: [KEPT] });
  const again = await post('/recipe/signup', { email: KEPT.toUpperCase(), password: 'secret' });
  expect(again).toEqual({ status: 'EMAIL_ALREADY_EXISTS_ERROR' });
  expect((await post('/recipe/signin', { email: SPELT, password: 'secret' })).status).toBe('OK');
  expect((await post('/recipe/signup', { email: OTHER, password: 'secret' })).status).toBe('OK');
  const put = { recipeUserId: user.id, email: ' NEW@example.com' };
  expect((await core.call('PUT', '/recipe/user', put)).body).toEqual({ status: 'OK' });
  const passwordHash = '$2a$10$GzEm3vKoAqnJCTWesRARCe/ovjt/07qjvcH9jbLUg44Fn77gMZkmm';
  const imported = { email: 'New@Example.com ', passwordHash };
  expect(await post('/recipe/user/passwordhash/import', imported)).toMatchObject({
    didUserAlreadyExist: true,
  });
});

test('by provider', async () => {
  const identity = (email: string) => ({
    thirdPartyId: 'google',
    thirdPartyUserId: 'g',
    email: { id: email, isVerified: true },
  });
  const { user } = await post('/recipe/signinup', identity(SPELT));
  expect(user).toMatchObject({ emails: [KEPT], loginMethods: [{ verified: true }] });
  const found = await core.call('GET', `/recipe/users/by-email?email=${query}`);
  expect(found.body.users).toMatchObject([{ id: user.id }]);
});

test('by code: different spellings share codes', async () => {
  const code = await post('/recipe/signinup/code', { email: SPELT });
  const listed = await core.call('GET', `/recipe/signinup/codes?email=${query}`);
  expect(listed.body.devices).toMatchObject([{ email: KEPT }]);
  const { preAuthSessionId, linkCode } = code;
  const { user } = await post('/recipe/signinup/code/consume', { preAuthSessionId, linkCode });
  expect(user).toMatchObject({ emails: [KEPT] });
  const put = { recipeUserId: user.id, email: ' NEW@example.com' };
  const { body } = await core.call('PUT', '/recipe/user', put, { rid: 'passwordless' });
  expect(body).toEqual({ status: 'OK' });
  await post('/recipe/signinup/code', { email: 'new@example.com' });
  await post('/recipe/signinup/codes/remove', { email: 'New@Example.com ' });
  const left = await core.call('GET', '/recipe/signinup/codes?email=new@example.com');
  expect(left.body.devices).toEqual([]);
});

test('by passkey: in the options and the user', async () => {
  const { user, webauthnGeneratedOptionsId } = (await passkeyOptions(SPELT)) as unknown as Options;
  expect(user.name).toBe(KEPT);
  const kept = await core.call(
    'GET',
    `/recipe/webauthn/options?webauthnGeneratedOptionsId=${webauthnGeneratedOptionsId}`,
  );
  expect(kept.body.email).toBe(KEPT);
});

test('verification applies to all spellings', async () => {
  const path = '/recipe/user/email/verify';
  const { token } = await post(`${path}/token`, { userId: 'u', email: SPELT });
  expect(await post(path, { method: 'token', token })).toEqual({ status: 'OK', userId: 'u', email: KEPT });
  expect(await post(`${path}/token`, { userId: 'u', email: KEPT })).toEqual({
    status: 'EMAIL_ALREADY_VERIFIED_ERROR',
  });
  const isVerified = async (email: string) =>
    (await core.call('GET', `${path}?userId=u&email=${encodeURIComponent(email)}`)).body.isVerified;
  // The only call that does not normalise the email, as in the real core.
  expect([await isVerified(KEPT), await isVerified(SPELT)]).toEqual([true, false]);
  await post(`${path}/remove`, { userId: 'u', email: SPELT });
  expect(await isVerified(KEPT)).toBe(false);
});

test('lookup by account info', async () => {
  const { user } = await post('/recipe/signup', { email: KEPT, password: 'secret' });
  const found = await core.call('GET', `/users/by-accountinfo?email=${query}&doUnionOfAccountInfo=false`);
  expect(found.body.users).toMatchObject([{ id: user.id }]);
});

test('a password reset returns the email as it was requested', async () => {
  const { user } = await post('/recipe/signup', { email: KEPT, password: 'secret' });
  const { token } = await post('/recipe/user/password/reset/token', { userId: user.id, email: SPELT });
  const consumed = await post('/recipe/user/password/reset/token/consume', { token });
  expect(consumed).toEqual({ status: 'OK', userId: user.id, email: SPELT });
});

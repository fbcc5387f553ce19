import Session from 'supertokens-node/recipe/session';
import WebAuthn from 'supertokens-node/recipe/webauthn';
import type { AuthenticationPayload, RegistrationPayload } from 'supertokens-node/recipe/webauthn/types';
import { Passkey } from './support/authenticator';
import { startSdkCore } from './support/sdkCore';
import type { TestCore } from './support/testCore';

const tenantId = 'public';
const PARTY = {
  ...{ tenantId, relyingPartyId: 'example.com', relyingPartyName: 'Example', origin: 'https://example.com' },
  ...{ userVerification: undefined, userPresence: undefined, timeout: 60_000 },
};
const WISHES = { residentKey: undefined, attestation: undefined, supportedAlgorithmIds: undefined };
const NO_SESSION = { session: undefined, shouldTryLinkingWithSessionUser: undefined };

let core: TestCore;

beforeAll(async () => {
  core = await startSdkCore([WebAuthn.init(), Session.init()]);
});

afterAll(() => core.close());

/** Narrows a result to status OK; any other status fails the test. */
function ok<T extends { status: string }>(outcome: T): Extract<T, { status: 'OK' }> {
  expect(outcome).toMatchObject({ status: 'OK' });
  return outcome as Extract<T, { status: 'OK' }>;
}

// The credential equals a browser's except for members that the SDK's types require but nothing reads.
const registered = async (passkey: Passkey, whose: { email: string } | { recoverAccountToken: string }) => {
  const how = 'email' in whose ? { ...whose, displayName: undefined } : whose;
  const options = ok(await WebAuthn.registerOptions({ ...PARTY, ...WISHES, ...how }));
  const credential = passkey.register(options) as unknown as RegistrationPayload;
  return { tenantId, webauthnGeneratedOptionsId: options.webauthnGeneratedOptionsId, credential };
};

const signed = async (passkey: Passkey) => {
  const options = ok(await WebAuthn.signInOptions(PARTY));
  const credential = passkey.sign(options) as unknown as AuthenticationPayload;
  return { tenantId, webauthnGeneratedOptionsId: options.webauthnGeneratedOptionsId, credential };
};

async function signUp(email: string) {
  const passkey = new Passkey();
  const { user, recipeUserId } = ok(
    await WebAuthn.signUp({ ...(await registered(passkey, { email })), ...NO_SESSION }),
  );
  return { passkey, user, recipeUserId: recipeUserId.getAsString() };
}

const signIn = async (passkey: Passkey) => WebAuthn.signIn({ ...(await signed(passkey)), ...NO_SESSION });

test('signs up and in', async () => {
  const { passkey, user } = await signUp('ada@example.com');
  expect(user.webauthn.credentialIds).toEqual([passkey.id]);
  expect(ok(await signIn(passkey)).user.id).toBe(user.id);
  expect(await signIn(new Passkey())).toEqual({ status: 'CREDENTIAL_NOT_FOUND_ERROR' });
  const again = await registered(new Passkey(), { email: 'ada@example.com' });
  expect((await WebAuthn.signUp({ ...again, ...NO_SESSION })).status).toBe('EMAIL_ALREADY_EXISTS_ERROR');
});

test('verifies an assertion without signing in', async () => {
  const { passkey } = await signUp('check@example.com');
  const shown = await signed(passkey);
  expect(await WebAuthn.verifyCredentials(shown)).toEqual({ status: 'OK' });
  expect((await WebAuthn.verifyCredentials({ ...shown, webauthnGeneratedOptionsId: 'nosuch' })).status).toBe(
    'OPTIONS_NOT_FOUND_ERROR',
  );
});

test('returns and removes options', async () => {
  const { webauthnGeneratedOptionsId } = ok(await WebAuthn.signInOptions(PARTY));
  const which = { webauthnGeneratedOptionsId, tenantId };
  expect(ok(await WebAuthn.getGeneratedOptions(which)).relyingPartyName).toBe('Example');
  expect(await WebAuthn.removeGeneratedOptions(which)).toEqual({ status: 'OK' });
  expect(await WebAuthn.getGeneratedOptions(which)).toMatchObject({ status: 'OPTIONS_NOT_FOUND_ERROR' });
});

test('adds and removes another passkey', async () => {
  const { passkey, recipeUserId } = await signUp('two@example.com');
  const other = new Passkey();
  const shown = await registered(other, { email: 'two@example.com' });
  expect(await WebAuthn.registerCredential({ ...shown, recipeUserId })).toMatchObject({ status: 'OK' });
  const { credentials } = await WebAuthn.listCredentials({ recipeUserId });
  expect(credentials.map((one) => one.webauthnCredentialId).sort()).toEqual([passkey.id, other.id].sort());

  const which = { recipeUserId, webauthnCredentialId: passkey.id };
  expect(ok(await WebAuthn.getCredential(which)).relyingPartyId).toBe('example.com');
  expect(await WebAuthn.removeCredential(which)).toEqual({ status: 'OK' });
  expect(await WebAuthn.getCredential(which)).toMatchObject({ status: 'CREDENTIAL_NOT_FOUND_ERROR' });
  expect(await signIn(passkey)).toEqual({ status: 'CREDENTIAL_NOT_FOUND_ERROR' });
  ok(await signIn(other));
});

test('recovers an account by mail', async () => {
  const { user, recipeUserId } = await signUp('lost@example.com');
  const whose = { tenantId, userId: user.id, email: 'lost@example.com' };
  const { token } = ok(await WebAuthn.generateRecoverAccountToken(whose));
  const owner = ok(await WebAuthn.getUserFromRecoverAccountToken({ token, tenantId }));
  expect([owner.user.id, owner.recipeUserId?.getAsString()]).toEqual([user.id, recipeUserId]);

  const passkey = new Passkey();
  const shown = await registered(passkey, { recoverAccountToken: token });
  expect(await WebAuthn.recoverAccount({ ...shown, token })).toMatchObject({ status: 'OK' });
  expect(ok(await signIn(passkey)).user.id).toBe(user.id);
  expect(await WebAuthn.consumeRecoverAccountToken({ token, tenantId })).toEqual({
    status: 'RECOVER_ACCOUNT_TOKEN_INVALID_ERROR',
  });
});

test('changes an email unless it is taken', async () => {
  const { recipeUserId } = await signUp('old@example.com');
  await signUp('taken@example.com');
  const change = (email: string, whose = recipeUserId) =>
    WebAuthn.updateUserEmail({ email, recipeUserId: whose, tenantId });
  expect(await change('taken@example.com')).toMatchObject({ status: 'EMAIL_ALREADY_EXISTS_ERROR' });
  expect(await change('new@example.com', 'nosuch')).toMatchObject({ status: 'UNKNOWN_USER_ID_ERROR' });
  expect(await change('new@example.com')).toMatchObject({ status: 'OK' });
  await signUp('old@example.com');
});

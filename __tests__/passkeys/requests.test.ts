import { Authenticator } from '../support/authenticator.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { errorCode, setUpTestApp } from '../support/testApp.ts';
import { createUser } from '../support/users.ts';
import {
  PASSKEYS,
  passkeysOf,
  passkeySignIn,
  postPasskey,
  registrationOptions,
  createPasskeyOwner,
  passkeyPath,
  removePasskey,
  renamePasskey,
} from '../support/passkeys.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { UNREACHABLE, whileDatabaseIs } from '../support/testDatabase.ts';

const app = setUpTestApp(startFullTestApp);

const credential = new Authenticator().create({
  challenge: 'eA',
  rp: { id: 'localhost' },
  user: { id: 'dXNlcg' },
});

it('requests of other sites are refused', async () => {
  const { browser, passkey } = await createPasskeyOwner(app);
  const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  const requests = [
    { method: 'DELETE', path: passkeyPath(passkey.id) },
    { method: 'PATCH', path: passkeyPath(passkey.id), body: { name: 'Evil' } },
    ...['registration/options', 'registration', 'sign-in/options', 'sign-in'].map((route) => ({
      method: 'POST',
      path: `${PASSKEYS}/${route}`,
      body: {},
    })),
  ];
  for (const request of requests) {
    const response = await browser.send({ ...request, headers });
    expect([request.path, response.statusCode, errorCode(response)]).toEqual([
      request.path,
      403,
      'CROSS_ORIGIN_REFUSED',
    ]);
  }
  expect(await passkeysOf(browser)).toEqual([passkey]);
});

it('a form that was rendered for another user changes nothing', async () => {
  const { browser, passkey } = await createPasskeyOwner(app);
  const headers = { 'x-form-user': 'another-user' };
  const refused = await postPasskey(browser, 'registrationOptions', {}, { headers });
  expect([refused.statusCode, errorCode(refused)]).toEqual([409, 'USER_CHANGED']);
  const removed = await browser.send({ method: 'DELETE', path: passkeyPath(passkey.id), headers });
  expect([removed.statusCode, errorCode(removed)]).toEqual([409, 'USER_CHANGED']);
});

it.each([
  [{}, 'credential'],
  [{ credential: null }, 'credential'],
  [{ credential, extra: 1 }, 'extra'],
  [{ credential: { ...credential, id: 'no base64url!' } }, 'credential.id'],
  [{ credential: { ...credential, type: 'password' } }, 'credential.type'],
  [{ credential: { ...credential, response: {} } }, 'credential.response.clientDataJSON'],
  [
    { credential: { ...credential, response: { ...credential.response, clientDataJSON: 'e30' } } },
    'credential.response.clientDataJSON',
  ],
  [
    {
      credential: {
        ...credential,
        response: { ...credential.response, attestationObject: 'x'.repeat(20_001) },
      },
    },
    'credential.response.attestationObject',
  ],
])('a body that no browser sends is refused: %#', async (body, field) => {
  const { browser } = await createUser(app);
  const response = await postPasskey(browser, 'registration', body);
  expect([response.statusCode, bodyOf(response)]).toEqual([
    400,
    { error: expect.objectContaining({ field }) as object },
  ]);
});

it('an attestation that is no CBOR, or none that can be read, is refused', async () => {
  const { browser } = await createUser(app);
  for (const attestationObject of ['AA', '_____w', 'oA', Buffer.alloc(9000, 0x81).toString('base64url')]) {
    const made = new Authenticator().create(await registrationOptions(browser));
    const body = { credential: { ...made, response: { ...made.response, attestationObject } } };
    expect((await postPasskey(browser, 'registration', body)).statusCode).toBe(400);
  }
});

it('answers 503 while the database is down, and signs no user in', async () => {
  const { browser, authenticator, passkey } = await createPasskeyOwner(app);
  await whileDatabaseIs(UNREACHABLE, async () => {
    const answers = [
      await browser.send({ path: PASSKEYS }),
      await renamePasskey(browser, passkey.id, 'Name'),
      await removePasskey(browser, passkey.id),
      await postPasskey(browser, 'registrationOptions'),
      await postPasskey(app.newBrowser(), 'signInOptions'),
    ];
    expect(answers.map((one) => [one.statusCode, errorCode(one), one.headers?.['retry-after']])).toEqual(
      Array(5).fill([503, 'STORE_UNAVAILABLE', '5']),
    );
  });
  expect((await passkeySignIn(app, authenticator)).response.statusCode).toBe(200);
});

import { ACCOUNT_FUNCTION } from '../../config/contracts/data.ts';
import { Authenticator } from '../support/authenticator.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { errorCode, passTime, setUpTestApp } from '../support/testApp.ts';
import { createUser } from '../support/users.ts';
import {
  addedPasskey,
  passkeysOf,
  passkeySignIn,
  postPasskey,
  registrationOptions,
  createPasskeyOwner,
  removePasskey,
  renamePasskey,
} from '../support/passkeys.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { activityKinds } from '../support/activityDays.ts';

const app = setUpTestApp(startFullTestApp);

describe('the name of a passkey', () => {
  it('is changed, tidied, and kept at a sign-in', async () => {
    const { browser, authenticator, passkey } = await createPasskeyOwner(app);
    const response = await renamePasskey(browser, passkey.id, '  Blue   key  ');
    expect(bodyOf(response)).toEqual({ ...passkey, name: 'Blue key' });
    await passkeySignIn(app, authenticator);
    expect(await passkeysOf(browser)).toMatchObject([{ name: 'Blue key' }]);
  });

  it.each(['', '   ', 'x'.repeat(61), 'a\u202eb', 'two\nlines', 'Q\u0301\u0302\u0303\u0304\u0305', 7, null])(
    'is not %j',
    async (name) => {
      const { browser, passkey } = await createPasskeyOwner(app);
      const response = await renamePasskey(browser, passkey.id, name);
      expect([response.statusCode, bodyOf(response)]).toEqual([
        400,
        { error: expect.objectContaining({ field: 'name' }) as object },
      ]);
      expect(await passkeysOf(browser)).toEqual([passkey]);
    },
  );

  it('survives two changes at once, one of which wins, beside a sign-in', async () => {
    const { browser, authenticator, passkey } = await createPasskeyOwner(app);
    const [one, other, used] = await Promise.all([
      renamePasskey(browser, passkey.id, 'One'),
      renamePasskey(browser, passkey.id, 'Other'),
      passkeySignIn(app, authenticator),
    ]);
    expect([one.statusCode, other.statusCode, used.response.statusCode]).toEqual([200, 200, 200]);
    const [left] = await passkeysOf(browser);
    expect(['One', 'Other']).toContain(left?.name);
    expect(left?.lastUsedAt).not.toBeNull();
  });
});

describe('removing a passkey', () => {
  it('tells the owner, is recorded, and can be repeated', async () => {
    const { browser, email, passkey } = await createPasskeyOwner(app);
    expect(bodyOf(await removePasskey(browser, passkey.id))).toEqual({ removed: true, notified: true });
    expect(await passkeysOf(browser)).toEqual([]);
    const mail = await app.inbox.read(email, 'A passkey was removed from your account');
    expect(mail.text).toContain(`“${passkey.name}”`);
    expect(await activityKinds(browser)).toContain('passkey_removed');
    expect(bodyOf(await removePasskey(browser, passkey.id))).toEqual({ removed: false, notified: true });
    expect((await renamePasskey(browser, passkey.id, 'Ghost')).statusCode).toBe(404);
  });

  it('by two requests at once removes it once', async () => {
    const { browser, passkey } = await createPasskeyOwner(app);
    const answers = await Promise.all([
      removePasskey(browser, passkey.id),
      removePasskey(browser, passkey.id),
    ]);
    expect(answers.map((one) => bodyOf(one).removed).sort()).toEqual([false, true]);
  });

  it('is refused for the last way to sign in, also to two requests at once', async () => {
    const { browser, passkey, userId } = await createPasskeyOwner(app);
    const second = await addedPasskey(browser, new Authenticator());
    // What the account had besides is gone: as if its password had been switched off.
    const { markRemoved } = await import('../../netlify/passkeys/passkeyStore.ts');
    const both = await Promise.all([passkey, second].map(({ id }) => markRemoved(userId, id, false)));
    expect(both.filter((row) => row !== undefined)).toHaveLength(1);
    expect(await passkeysOf(browser)).toHaveLength(1);
  });

  it('forgets what was removed a year ago', async () => {
    const { browser, passkey, userId } = await createPasskeyOwner(app);
    await removePasskey(browser, passkey.id);
    const count = async () => {
      const rows = await app.database.query('SELECT id FROM passkeys WHERE user_id = $1', [userId]);
      return rows.length;
    };
    expect(await count()).toBe(1);
    await app.database.query(
      "UPDATE passkeys SET removed_at = removed_at - interval '366 days' WHERE user_id = $1",
      [userId],
    );
    const next = await addedPasskey(browser, new Authenticator());
    await removePasskey(browser, next.id);
    expect(await count()).toBe(1);
  });

  it('forgets what others removed a year ago when a user adds one', async () => {
    const { browser, passkey, userId } = await createPasskeyOwner(app);
    await removePasskey(browser, passkey.id);
    await app.database.query(
      "UPDATE passkeys SET removed_at = removed_at - interval '366 days' WHERE user_id = $1",
      [userId],
    );
    await createPasskeyOwner(app);
    expect(await app.database.query('SELECT id FROM passkeys WHERE user_id = $1', [userId])).toEqual([]);
  });
});

describe('a passkey of another user', () => {
  it('is not found, named or removed', async () => {
    const owner = await createPasskeyOwner(app);
    const { browser } = await createUser(app);
    expect(await passkeysOf(browser)).toEqual([]);
    expect((await renamePasskey(browser, owner.passkey.id, 'Mine')).statusCode).toBe(404);
    expect(bodyOf(await removePasskey(browser, owner.passkey.id))).toEqual({
      removed: false,
      notified: true,
    });
    expect(await passkeysOf(owner.browser)).toEqual([owner.passkey]);
  });

  it.each(['x', '../sign-in', '00000000-0000-0000-0000-00000000000g', "' OR 1=1"])(
    'with the id %j does not exist',
    async (id) => {
      const { browser } = await createUser(app);
      expect((await renamePasskey(browser, id, 'Name')).statusCode).toBe(404);
      expect((await removePasskey(browser, id)).statusCode).toBe(404);
    },
  );
});

it('is added and removed only by a user who signed in a few minutes ago', async () => {
  const { browser, passkey } = await createPasskeyOwner(app);
  passTime(301_000);
  const answers = [
    await postPasskey(browser, 'registrationOptions'),
    await removePasskey(browser, passkey.id),
  ];
  expect(answers.map((one) => [one.statusCode, errorCode(one)])).toEqual(
    Array(2).fill([403, 'RECENT_SIGN_IN_REQUIRED']),
  );
  expect((await renamePasskey(browser, passkey.id, 'Still')).statusCode).toBe(200);
});

it('is in the export of its owner, without keys, with those that were removed', async () => {
  const { browser, authenticator, passkey } = await createPasskeyOwner(app);
  passTime(1000);
  const second = await addedPasskey(browser, new Authenticator());
  await removePasskey(browser, second.id);
  const response = await browser.send({ path: ACCOUNT_FUNCTION });
  expect(bodyOf(response).passkeys).toEqual([
    passkey,
    { ...second, removedAt: expect.any(Number) as number },
  ]);
  const [kept] = await app.database.query('SELECT public_key FROM passkeys WHERE id = $1', [passkey.id]);
  expect(response.body).not.toContain(kept?.public_key);
  expect(response.body).not.toContain(authenticator.credentials[0]?.id.toString('base64url'));
});

it('an account that is deleted while its passkey is added keeps nothing of it', async () => {
  const { browser, userId } = await createUser(app);
  const made = new Authenticator().create(await registrationOptions(browser));
  const { deleteUser } = await import('supertokens-node');
  let call = app.core.hold('GET /user/id');
  const answer = postPasskey(browser, 'registration', { credential: made });
  // The user is read for the session, twice to end what is outstanding, and after the passkey was added.
  for (let next = 1; next < 4; next++) {
    await call.received;
    const { release } = call;
    call = app.core.hold('GET /user/id');
    release();
  }
  await call.received;
  const stored = () => app.database.query('SELECT id FROM passkeys WHERE user_id = $1', [userId]);
  expect(await stored()).toHaveLength(1);
  await deleteUser(userId);
  call.release();
  expect((await answer).statusCode).toBe(401);
  expect(await stored()).toEqual([]);
});

import { postDeletion, WORDS } from '../support/accountDeletion.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { errorCode, PASSWORD, USER, setUpTestApp } from '../support/testApp.ts';
import type { TestUser } from '../support/users.ts';
import {
  passkeySignIn,
  postPasskey,
  signInOptions,
  createPasskeyOwner,
  removePasskey,
} from '../support/passkeys.ts';
import { activityKinds } from '../support/activityDays.ts';
import { fieldOf } from '../support/refusals.ts';

const app = setUpTestApp(startFullTestApp);

const deleteAccount = (browser: TestUser['browser']) =>
  postDeletion(browser, { confirmation: WORDS, password: PASSWORD });

const outcomes = () => app.log.map(({ outcome }) => outcome);

describe('a copied authenticator', () => {
  it.each([0, 1])('whose counter stands at %i is refused, and its owner learns of it', async (behind) => {
    const owner = await createPasskeyOwner(app);
    await passkeySignIn(app, owner.authenticator);
    const copy = owner.authenticator.copy();
    await passkeySignIn(app, owner.authenticator);
    const counter = 2 - behind;
    const { response, browser } = await passkeySignIn(app, copy, { deviation: { counter } });
    expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential']);
    expect(browser.jar.get('sAccessToken')).toBeUndefined();
    expect(outcomes()).toContain('passkey_copied');
    expect(await activityKinds(owner.browser)).toContain('passkey_copied');
    const mail = await app.inbox.read(owner.email, 'A sign-in with your passkey was refused');
    expect(mail.text).toContain('may have been copied');
  });

  it('is refused where the counter goes back to zero', async () => {
    const owner = await createPasskeyOwner(app);
    await passkeySignIn(app, owner.authenticator);
    const { response } = await passkeySignIn(app, owner.authenticator, { deviation: { counter: 0 } });
    expect(response.statusCode).toBe(400);
  });

  it('alarms no owner if its signature is wrong', async () => {
    const owner = await createPasskeyOwner(app);
    await passkeySignIn(app, owner.authenticator);
    app.log.splice(0);
    const deviation = { counter: 0, origin: 'https://evil.example' };
    await passkeySignIn(app, owner.authenticator, { deviation });
    expect(outcomes()).not.toContain('passkey_copied');
  });
});

describe('a removed passkey', () => {
  it('is refused, and its owner learns of it', async () => {
    const owner = await createPasskeyOwner(app);
    await removePasskey(owner.browser, owner.passkey.id);
    const { response, browser } = await passkeySignIn(app, owner.authenticator);
    expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential.id']);
    expect(browser.jar.get('sAccessToken')).toBeUndefined();
    expect(outcomes()).toContain('removed_passkey');
    expect(await activityKinds(owner.browser)).toContain('removed_passkey_refused');
    const mail = await app.inbox.read(owner.email, 'A sign-in with a removed passkey was refused');
    expect(mail.text).toContain('had been removed');
  });

  it('of a deleted account is refused like one that never was', async () => {
    const owner = await createPasskeyOwner(app);
    const waiting = app.newBrowser();
    const options = await signInOptions(waiting);
    expect((await deleteAccount(owner.browser)).statusCode).toBe(200);
    const credential = owner.authenticator.get(options);
    const response = await postPasskey(waiting, 'signIn', { credential });
    expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential.id']);
    const [left] = await app.database.query('SELECT count(*)::int AS left FROM passkeys WHERE user_id = $1', [
      owner.userId,
    ]);
    expect(left).toEqual({ left: 0 });
  });

  it('whose row a deletion has left signs in to nothing', async () => {
    const owner = await createPasskeyOwner(app);
    const [row] = await app.database.query('SELECT * FROM passkeys WHERE user_id = $1', [owner.userId]);
    await deleteAccount(owner.browser);
    const columns = Object.keys(row ?? {});
    const places = columns.map((_, at) => `$${at + 1}`).join(', ');
    const values = Object.values(row ?? {}).map((value) =>
      Array.isArray(value) ? JSON.stringify(value) : value,
    );
    await app.database.query(`INSERT INTO passkeys (${columns.join(', ')}) VALUES (${places})`, values);
    const { response, browser } = await passkeySignIn(app, owner.authenticator);
    expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential.id']);
    expect(browser.jar.get('sAccessToken')).toBeUndefined();
    expect(errorCode(await browser.send({ path: USER }))).toBe('SESSION_REQUIRED');
  });
});

import { Authenticator, FLAGS } from '../support/authenticator.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { passTime, setUpTestApp } from '../support/testApp.ts';
import type { TestUser } from '../support/users.ts';
import {
  addPasskey,
  postPasskey,
  registrationOptions,
  signInOptions,
  createPasskeyOwner,
} from '../support/passkeys.ts';
import { fieldOf } from '../support/refusals.ts';

const app = setUpTestApp(startFullTestApp);

describe('a challenge', () => {
  const refusal = async (browser: TestUser['browser'], credential: object) => {
    const response = await postPasskey(browser, 'signIn', { credential });
    return [response.statusCode, fieldOf(response)];
  };
  const REFUSED = [400, 'credential.response.clientDataJSON'];

  it('is answered once', async () => {
    const { authenticator } = await createPasskeyOwner(app);
    const browser = app.newBrowser();
    const credential = authenticator.get(await signInOptions(browser));
    expect(await refusal(browser, credential)).toEqual([200, undefined]);
    expect(await refusal(browser, credential)).toEqual(REFUSED);
  });

  it('is answered once by twenty requests at the same time', async () => {
    const { authenticator } = await createPasskeyOwner(app);
    const browser = app.newBrowser();
    const credential = authenticator.get(await signInOptions(browser));
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => postPasskey(browser.copy(), 'signIn', { credential })),
    );
    expect(responses.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    expect(responses.filter(({ statusCode }) => statusCode === 400)).toHaveLength(19);
  });

  it('is used up by a refused answer', async () => {
    const { authenticator } = await createPasskeyOwner(app);
    const browser = app.newBrowser();
    const options = await signInOptions(browser);
    const wrong = authenticator.get(options, { flags: FLAGS.userPresent });
    expect(await refusal(browser, wrong)).toEqual([400, 'credential']);
    expect(await refusal(browser, authenticator.get(options))).toEqual(REFUSED);
  });

  it('belongs to the browser that asked', async () => {
    const { authenticator } = await createPasskeyOwner(app);
    const browser = app.newBrowser();
    const credential = authenticator.get(await signInOptions(browser));
    const attacker = app.newBrowser();
    expect(await refusal(attacker, credential)).toEqual(REFUSED);
    await signInOptions(attacker);
    expect(await refusal(attacker, credential)).toEqual(REFUSED);
    expect(await refusal(browser, credential)).toEqual([200, undefined]);
  });

  it('waits in several tabs of one browser at once', async () => {
    const { authenticator } = await createPasskeyOwner(app);
    const browser = app.newBrowser();
    const [first, second] = [await signInOptions(browser), await signInOptions(browser)];
    expect(await refusal(browser, authenticator.get(first))).toEqual([200, undefined]);
    expect(await refusal(browser, authenticator.get(second))).toEqual([200, undefined]);
  });

  it('ends after five minutes', async () => {
    const { authenticator } = await createPasskeyOwner(app);
    const browser = app.newBrowser();
    const [early, late] = [await signInOptions(browser), await signInOptions(browser)];
    // The clock stands still from here on.
    passTime(299_000);
    expect(await refusal(browser, authenticator.get(early))).toEqual([200, undefined]);
    passTime(1001);
    expect(await refusal(browser, authenticator.get(late))).toEqual(REFUSED);
  });

  it('is removed when it has ended, to make room', async () => {
    await signInOptions(app.newBrowser());
    passTime(301_000);
    await signInOptions(app.newBrowser());
    const [left] = await app.database.query('SELECT count(*)::int AS left FROM passkey_challenges');
    expect(left).toEqual({ left: 1 });
  });

  it('is not answered from a frame of another site', async () => {
    const { authenticator, browser } = await createPasskeyOwner(app);
    const deviation = { crossOrigin: true, topOrigin: 'https://evil.example' };
    const used = authenticator.get(await signInOptions(browser), deviation);
    expect(await refusal(browser, used)).toEqual(REFUSED);
    const added = await addPasskey(browser, new Authenticator(), deviation);
    expect([added.statusCode, fieldOf(added)]).toEqual(REFUSED);
  });

  it('for a sign-in adds no passkey, and the other way round', async () => {
    const { browser, authenticator } = await createPasskeyOwner(app);
    const { challenge } = await signInOptions(browser);
    const user = { id: 'dXNlcg' };
    const created = new Authenticator().create({ challenge, rp: { id: 'localhost' }, user });
    const added = await postPasskey(browser, 'registration', { credential: created });
    expect([added.statusCode, fieldOf(added)]).toEqual(REFUSED);
    const options = await registrationOptions(browser);
    const used = authenticator.get({ challenge: options.challenge, rpId: 'localhost' });
    expect(await refusal(browser, used)).toEqual(REFUSED);
  });
});

import { Authenticator } from '../support/authenticator.ts';
import { openInbox } from '../support/inbox.ts';
import { codeIn } from '../support/mailCode.ts';
import { requestCode, signInWithCode } from '../support/magicLink.ts';
import { addPasskey, passkeysOf, removePasskey } from '../support/passkeys.ts';
import { newUserWithoutPassword } from '../support/passwordless.ts';
import { target } from '../support/redirects.ts';
import { newProviderUser, signInBy, startSocialTestApp } from '../support/socialTestApp.ts';
import { passTime, setUpTestApp } from '../support/testApp.ts';
import type { TestBrowser } from '../support/testBrowser.ts';
import { UNREACHABLE, whileDatabaseIs } from '../support/testDatabase.ts';
import { createUser } from '../support/users.ts';

// With account linking, these accounts could have more ways to sign in: __tests__/linking.
beforeAll(() => {
  process.env.TEST_CORE_FEATURES = 'none';
});

async function startApp() {
  const inbox = await openInbox();
  // Google, by which some users have signed up, is not switched on.
  const app = await startSocialTestApp({
    ...inbox.env,
    SIGN_IN_METHODS: 'password,email,github,passkey',
  });
  return { ...app, inbox };
}

const app = setUpTestApp(startApp);

/** Tries to sign in with a proved address by each other way, and returns what the sign-in page says. */
async function refusals(email: string) {
  const byProvider = await signInBy(app, app.newBrowser(), 'github', {
    user: newProviderUser({ email }),
  });
  const browser = app.newBrowser();
  const code = codeIn(await requestCode(app, browser, email));
  const byEmail = await signInWithCode(browser, code);
  return [byProvider, byEmail].map((response) => {
    const { formError, method } = target(response);
    return [formError, method];
  });
}

const named = (method: string | undefined) => Array<unknown>(2).fill(['other_method', method]);

const sendPasskey = (browser: TestBrowser) => addPasskey(browser, new Authenticator());

it('a passkey is named to a user who has no other way', async () => {
  const { browser, email } = await newUserWithoutPassword(app);
  expect(await refusals(email)).toEqual(named(undefined));
  passTime(120_000);
  await sendPasskey(browser);
  expect(await refusals(email)).toEqual(named('passkey'));
});

it('a passkey is named besides the first way', async () => {
  const { browser, email } = await createUser(app);
  await sendPasskey(browser);
  expect(await refusals(email)).toEqual(named('password.passkey'));
});

it('a passkey that was removed is not named', async () => {
  const { browser, email } = await createUser(app);
  await sendPasskey(browser);
  for (const { id } of await passkeysOf(browser)) await removePasskey(browser, id);
  expect(await refusals(email)).toEqual(named('password'));
});

it('a passkey of another host is not named', async () => {
  const { browser, email } = await createUser(app);
  const host = '127.0.0.1:8888';
  const device = new Authenticator({ origin: `http://${host}` });
  const added = await addPasskey(browser, device, {}, { headers: { host } });
  expect(added.statusCode).toBe(200);
  expect(await refusals(email)).toEqual(named('password'));
});

it('without the database, the first way is named', async () => {
  const { browser, email } = await createUser(app);
  await sendPasskey(browser);
  const refused = await whileDatabaseIs(UNREACHABLE, () => refusals(email));
  expect(refused).toEqual(named('password'));
});

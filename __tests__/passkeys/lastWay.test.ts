import { Authenticator } from '../support/authenticator.ts';
import { addedPasskey, passkeysOf, removePasskey } from '../support/passkeys.ts';
import { newUserWithoutPassword } from '../support/passwordless.ts';
import { errorCode, setUpTestApp } from '../support/testApp.ts';
import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';
import { bodyOf } from '../support/testBrowser.ts';

// The provider of these users is not switched on.
const app = setUpTestApp(() => startTestAppWithDatabase({ SIGN_IN_METHODS: 'passkey' }));

it('the last passkey of a user who has no other way to sign in stays', async () => {
  const { browser } = await newUserWithoutPassword(app);
  const first = await addedPasskey(browser, new Authenticator());
  const refused = await removePasskey(browser, first.id);
  expect([refused.statusCode, errorCode(refused)]).toEqual([409, 'CONFLICT']);
  const second = await addedPasskey(browser, new Authenticator());
  expect(bodyOf(await removePasskey(browser, first.id))).toMatchObject({ removed: true });
  expect(await passkeysOf(browser)).toEqual([second]);
});

it('of two that are removed at the same time one stays', async () => {
  const { browser } = await newUserWithoutPassword(app);
  const ids = [];
  for (let at = 0; at < 2; at += 1) ids.push((await addedPasskey(browser, new Authenticator())).id);
  const answers = await Promise.all(ids.map((id) => removePasskey(browser, id)));
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  expect(await passkeysOf(browser)).toHaveLength(1);
});

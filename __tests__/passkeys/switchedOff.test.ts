import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';
import { HEALTH, setUpTestApp } from '../support/testApp.ts';
import { PASSKEYS } from '../support/passkeys.ts';
import { bodyOf } from '../support/testBrowser.ts';

const app = setUpTestApp(() => startTestAppWithDatabase({ SIGN_IN_METHODS: 'password' }));

it.each([
  ['GET', ''],
  ['POST', '/registration/options'],
  ['POST', '/registration'],
  ['POST', '/sign-in/options'],
  ['POST', '/sign-in'],
  ['DELETE', '/registered/00000000-0000-0000-0000-000000000000'],
])('without passkeys in SIGN_IN_METHODS there is no %s %s', async (method, route) => {
  const browser = await app.signedIn();
  const response = await browser.send({ method, path: PASSKEYS + route });
  expect(response.statusCode).toBe(404);
});

it('says so in health', async () => {
  expect(bodyOf(await app.newBrowser().send({ path: HEALTH }))).toMatchObject({ passkeys: 'off' });
});

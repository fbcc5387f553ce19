import { getUser } from 'supertokens-node';
import { postDeletion, WORDS } from '../support/accountDeletion.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { errorCode, PASSWORD, passTime, stopTime, setUpTestApp } from '../support/testApp.ts';
import { newUserWithoutPassword } from '../support/passwordless.ts';
import { refusalOf } from '../support/refusals.ts';

const MINUTE_MS = 60_000;

const app = setUpTestApp(startFullTestApp);
beforeEach(() => stopTime());

it('deletes the account of a user without a password who signed in at most 5 minutes ago', async () => {
  const { email, userId, browser } = await newUserWithoutPassword(app);
  passTime(5 * MINUTE_MS);
  expect((await postDeletion(browser, { confirmation: WORDS })).statusCode).toBe(200);
  expect(await getUser(userId)).toBeUndefined();
  expect((await app.inbox.read(email)).subject).toBe('Your account has been deleted');
});

it('asks a user without a password whose sign-in is older to sign in again', async () => {
  const { userId, browser } = await newUserWithoutPassword(app);
  passTime(5 * MINUTE_MS + 1000);
  for (const body of [{ confirmation: WORDS }, { confirmation: WORDS, password: PASSWORD }]) {
    const response = await postDeletion(browser, body);
    expect([response.statusCode, errorCode(response)]).toEqual([403, 'RECENT_SIGN_IN_REQUIRED']);
  }
  expect(await getUser(userId)).toBeDefined();
});

it('reports other errors of the request first', async () => {
  const { browser } = await newUserWithoutPassword(app);
  passTime(10 * MINUTE_MS);
  expect(refusalOf(await postDeletion(browser, {}))).toEqual([
    400,
    'confirmation',
    expect.stringMatching(/Nothing was deleted/),
  ]);
});

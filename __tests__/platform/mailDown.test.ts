import { postDeletion, WORDS } from '../support/accountDeletion.ts';
import { PASSWORD, startTestApp, setUpTestApp } from '../support/testApp.ts';
import { NEXT, putPassword } from '../support/passwordChange.ts';
import { createUser, isSignedIn, signIn } from '../support/users.ts';
import { bodyOf } from '../support/testBrowser.ts';

const app = setUpTestApp(() => startTestApp({ SMTP_HOST: '127.0.0.1', SMTP_PORT: '1' }));

it('a password is changed, the user is told that there is no mail, and the log says why', async () => {
  const { email, browser } = await createUser(app);
  const response = await putPassword(browser, { currentPassword: PASSWORD, newPassword: NEXT });
  expect([response.statusCode, bodyOf(response)]).toEqual([200, { sessionsEnded: 0, notified: false }]);
  expect((await signIn(app, email, { password: NEXT })).status).toBe('OK');
  expect(app.log.find(({ route }) => route === 'password')).toMatchObject({
    outcome: 'password_changed',
    mail: 'failed',
    cause: expect.stringMatching(/^mail: ESOCKET/) as string,
  });
});

it('an account is deleted, the user is told that there is no mail, and the log says why', async () => {
  const { email, browser } = await createUser(app);
  const response = await postDeletion(browser, { password: PASSWORD, confirmation: WORDS });
  expect([response.statusCode, bodyOf(response)]).toEqual([200, { deleted: true, notified: false }]);
  expect((await signIn(app, email)).status).toBe('WRONG_CREDENTIALS_ERROR');
  expect(app.log.find(({ route }) => route === 'account/deletion')).toMatchObject({
    outcome: 'account_deleted',
    mail: 'failed',
    cause: expect.stringMatching(/^mail: ESOCKET/) as string,
  });
});

it('a user signs in with a new browser although its owner cannot be told', async () => {
  const { email } = await createUser(app);
  const { status, browser } = await signIn(app, email);
  expect([status, await isSignedIn(browser)]).toEqual(['OK', true]);
  expect(app.log.findLast(({ outcome }) => outcome === 'signed_in')).toMatchObject({
    mail: 'failed',
    cause: expect.stringMatching(/^mail: ESOCKET/) as string,
  });
});

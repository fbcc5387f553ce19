import { postDeletion, WORDS } from '../support/accountDeletion.ts';
import { PASSWORD, startFunctionWorld, type FunctionWorld } from '../support/functionWorld.ts';
import { NEXT, putPassword } from '../support/passwordChange.ts';
import { newPerson, signIn } from '../support/people.ts';
import { bodyOf } from '../support/testBrowser.ts';

let world: FunctionWorld;
beforeAll(async () => {
  world = await startFunctionWorld({ SMTP_HOST: '127.0.0.1', SMTP_PORT: '1' });
});
afterAll(() => world.close());

it('a password is changed, the user is told that there is no mail, and the log says why', async () => {
  const { email, browser } = await newPerson(world);
  const response = await putPassword(browser, { currentPassword: PASSWORD, newPassword: NEXT });
  expect([response.statusCode, bodyOf(response)]).toEqual([200, { sessionsEnded: 0, notified: false }]);
  expect((await signIn(world, email, { password: NEXT })).status).toBe('OK');
  expect(world.log.find(({ route }) => route === 'password')).toMatchObject({
    outcome: 'password_changed',
    mail: 'failed',
    cause: expect.stringMatching(/^mail: ESOCKET/) as string,
  });
});

it('an account is deleted, the user is told that there is no mail, and the log says why', async () => {
  const { email, browser } = await newPerson(world);
  const response = await postDeletion(browser, { password: PASSWORD, confirmation: WORDS });
  expect([response.statusCode, bodyOf(response)]).toEqual([200, { deleted: true, notified: false }]);
  expect((await signIn(world, email)).status).toBe('WRONG_CREDENTIALS_ERROR');
  expect(world.log.find(({ route }) => route === 'account/deletion')).toMatchObject({
    outcome: 'account_deleted',
    mail: 'failed',
    cause: expect.stringMatching(/^mail: ESOCKET/) as string,
  });
});

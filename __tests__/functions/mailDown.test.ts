/** @jest-environment node */
import { FUNCTION_PATHS } from '../../config/functionContract.ts';
import {
  AUTH,
  credentials,
  PASSWORD,
  signUp,
  startFunctionWorld,
  type FunctionWorld,
} from '../support/functionWorld.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';

let world: FunctionWorld;
beforeAll(async () => {
  world = await startFunctionWorld({ SMTP_HOST: '127.0.0.1', SMTP_PORT: '1' });
});
afterAll(() => world.close());

async function owner(): Promise<{ email: string; browser: TestBrowser }> {
  const email = `${crypto.randomUUID()}@example.com`;
  const browser = world.newBrowser();
  await signUp(browser, email);
  return { email, browser };
}

async function signIn(email: string, password: string): Promise<unknown> {
  const body = credentials(email, password);
  return bodyOf(await world.newBrowser().send({ method: 'POST', path: `${AUTH}/signin`, body })).status;
}

it('a password is changed all the same; its owner is told that there is no mail, the log why', async () => {
  const { email, browser } = await owner();
  const body = { currentPassword: PASSWORD, newPassword: 'tall giraffe 2' };
  const response = await browser.send({ method: 'PUT', path: FUNCTION_PATHS.password, body });
  expect([response.statusCode, bodyOf(response)]).toEqual([200, { sessionsEnded: 0, notified: false }]);
  expect(await signIn(email, 'tall giraffe 2')).toBe('OK');
  expect(world.log.find(({ route }) => route === 'password')).toMatchObject({
    outcome: 'password_changed',
    mail: 'failed',
    cause: expect.stringMatching(/^mail: ESOCKET/) as string,
  });
});

it('an account is deleted all the same; its owner is told that there is no mail, the log why', async () => {
  const { email, browser } = await owner();
  const body = { password: PASSWORD, confirmation: 'delete my account' };
  const path = `${FUNCTION_PATHS.account}/deletion`;
  const response = await browser.send({ method: 'POST', path, body });
  expect([response.statusCode, bodyOf(response)]).toEqual([200, { deleted: true, notified: false }]);
  expect(await signIn(email, PASSWORD)).toBe('WRONG_CREDENTIALS_ERROR');
  expect(world.log.find(({ route }) => route === 'account/deletion')).toMatchObject({
    outcome: 'account_deleted',
    mail: 'failed',
    cause: expect.stringMatching(/^mail: ESOCKET/) as string,
  });
});

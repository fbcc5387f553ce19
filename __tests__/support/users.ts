import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import { AUTH, credentials, PASSWORD, signUp, USER, type TestApp, type Sender, stopTime } from './testApp.ts';
import { bodyOf, type TestBrowser } from './testBrowser.ts';
import { uniqueEmail } from './uniqueEmail.ts';

/** A user, and the browser in which the account was created. */
export interface TestUser {
  email: string;
  userId: string;
  browser: TestBrowser;
}

/** Signs up a user in a new browser. */
export async function createUser(
  app: TestApp,
  { email = uniqueEmail(), ...sender }: Sender & { email?: string } = {},
): Promise<TestUser> {
  const browser = app.newBrowser();
  const { user } = bodyOf(await signUp(browser, email, sender)) as { user: { id: string } };
  return { email, userId: user.id, browser };
}

/** Signs up a user before each test, at a time that stands still. The log begins after that. */
export function setUpUser(app: TestApp): TestUser {
  const user = {} as TestUser;
  beforeEach(async () => {
    stopTime();
    Object.assign(user, await createUser(app));
    app.log.splice(0);
  });
  return user;
}

/** Signs in, in a new browser unless another is given. Returns the SDK's status, which may be a failure. */
export async function signIn(
  app: TestApp,
  email: string,
  { browser = app.newBrowser(), password = PASSWORD, ...sender }: SignInSteps = {},
): Promise<{ browser: TestBrowser; response: FunctionResponse; status: unknown }> {
  const body = credentials(email, password);
  const response = await browser.send({ method: 'POST', path: `${AUTH}/signin`, body, ...sender });
  return { browser, response, status: bodyOf(response).status };
}

interface SignInSteps extends Sender {
  browser?: TestBrowser;
  password?: string;
}

/** Whether a browser has a session that reaches the user. */
export async function isSignedIn(browser: TestBrowser): Promise<boolean> {
  return (await browser.send({ path: USER })).statusCode === 200;
}

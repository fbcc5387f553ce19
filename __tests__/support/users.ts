import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import { AUTH, credentials, PASSWORD, signUp, type TestApp, type Sender } from './testApp.ts';
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

/** Signs in with another browser. Returns the SDK's status, which may be a failure. */
export async function signIn(
  app: TestApp,
  email: string,
  { password = PASSWORD, ...sender }: Sender & { password?: string } = {},
): Promise<{ browser: TestBrowser; response: FunctionResponse; status: unknown }> {
  const browser = app.newBrowser();
  const body = credentials(email, password);
  const response = await browser.send({ method: 'POST', path: `${AUTH}/signin`, body, ...sender });
  return { browser, response, status: bodyOf(response).status };
}

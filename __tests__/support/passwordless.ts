import { createNewSessionWithoutRequestResponse } from 'supertokens-node/recipe/session';
import { convertToRecipeUserId } from 'supertokens-node';
import { newProviderAccount } from './providerAccount.ts';
import { USER, type TestApp } from './testApp.ts';
import type { TestUser } from './users.ts';
import { uniqueEmail } from './uniqueEmail.ts';

/** Creates a user who signs in through a provider, and so has no password. */
export async function newUserWithoutPassword(app: TestApp): Promise<TestUser> {
  const email = uniqueEmail();
  const userId = await newProviderAccount(app, email);
  const browser = app.newBrowser();
  // The first request of a function initializes the SDK.
  await browser.ask({ path: USER });
  const session = await createNewSessionWithoutRequestResponse('public', convertToRecipeUserId(userId));
  browser.jar.put('sAccessToken', session.getAccessToken());
  return { email, userId, browser };
}

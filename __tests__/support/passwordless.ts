import { createNewSessionWithoutRequestResponse } from 'supertokens-node/recipe/session';
import { convertToRecipeUserId } from 'supertokens-node';
import { randomUUID } from 'node:crypto';
import { USER, type TestApp } from './testApp.ts';
import type { TestUser } from './users.ts';

/** Creates a user who signs in through a provider, and so has no password. */
export async function newUserWithoutPassword(app: TestApp): Promise<TestUser> {
  const email = `${randomUUID()}@example.com`;
  const response = await fetch(`${app.core.url}/public/recipe/signinup`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'cdi-version': '5.4',
      'api-key': process.env.SUPERTOKENS_API_KEY ?? '',
    },
    body: JSON.stringify({
      thirdPartyId: 'google',
      thirdPartyUserId: randomUUID(),
      email: { id: email, isVerified: true },
    }),
  });
  const { user } = (await response.json()) as { user: { id: string } };
  const browser = app.newBrowser();
  // The first request of a function initializes the SDK.
  await browser.ask({ path: USER });
  const session = await createNewSessionWithoutRequestResponse('public', convertToRecipeUserId(user.id));
  browser.jar.put('sAccessToken', session.getAccessToken());
  return { email, userId: user.id, browser };
}

import type { APIRequestContext } from '@playwright/test';
import { adminCommand } from '../../support/browser/adminCommand.ts';
import { newAccount, test as base } from '../../support/browser/test.ts';
import { credentials } from '../../support/credentials.ts';

/** Another user, represented by their cookies. */
interface TestUser {
  email: string;
  request: APIRequestContext;
}

interface Fixtures {
  /** Signs up another user. */
  createUser: (account?: ReturnType<typeof newAccount>) => Promise<TestUser>;
}

export const test = base.extend<Fixtures>({
  createUser: async ({ playwright, baseURL }, provide) => {
    const contexts: APIRequestContext[] = [];
    await provide(async ({ email, password } = newAccount()) => {
      const request = await playwright.request.newContext(baseURL === undefined ? {} : { baseURL });
      contexts.push(request);
      const response = await request.post('/.netlify/functions/auth/signup', {
        headers: { 'st-auth-mode': 'cookie' },
        data: credentials(email, password),
      });
      const { status } = (await response.json()) as { status: string };
      if (status !== 'OK') throw new Error(`sign-up failed: ${status}`);
      return { email, request };
    });
    for (const request of contexts) await request.dispose();
  },
});

/** A test whose user is an administrator, with another role to assign. */
export const asAdministrator = test.extend<{ role: undefined }>({
  role: [
    async ({ signedIn }, provide) => {
      await adminCommand('give', signedIn.account.email);
      await adminCommand('give', signedIn.account.email, 'editor');
      await provide(undefined);
    },
    { auto: true },
  ],
});

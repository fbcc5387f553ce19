import { adminCommand } from './adminCommand.ts';
import { newAccount, test as base } from './test.ts';
import { credentials } from '../credentials.ts';

interface Administrator {
  userId: string;
  /** The Cookie header of a page request. */
  cookie: string;
}

/** A test with an administrator, the same in all tests of a worker, without a browser. */
export const test = base.extend<object, { administrator: Administrator }>({
  administrator: [
    async ({ stack, playwright }, provide) => {
      const request = await playwright.request.newContext({ baseURL: stack.url });
      const { email, password } = newAccount();
      const data = credentials(email, password);
      const headers = { 'st-auth-mode': 'cookie' };
      const answer = await request.post('/.netlify/functions/auth/signup', { headers, data });
      const { user } = (await answer.json()) as { user: { id: string } };
      await adminCommand('give', email);
      const { cookies } = await request.storageState();
      const sent = cookies.filter(({ path }) => path === '/');
      const cookie = sent.map(({ name, value }) => `${name}=${value}`).join('; ');
      await provide({ userId: user.id, cookie });
      await request.dispose();
    },
    { scope: 'worker' },
  ],
});

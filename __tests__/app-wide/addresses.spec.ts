import { signOut } from '../support/browser/locators.ts';
import { request as httpRequest } from 'node:http';
import { expect, newAccount, test } from '../support/browser/test.ts';
import { LoginWidget } from '../support/browser/widget.ts';

for (const host of ['one.latchkey.test', 'two.latchkey.test', '127.0.0.1']) {
  test(`a user signs up, is recognized and signs out at ${host} without leaving it`, async ({
    page,
    context,
    baseURL,
    quietConsole,
  }) => {
    // The names of the tests have no TLS, as every address of a deploy has.
    quietConsole.allow(/Cross-Origin-Opener-Policy header has been ignored/);
    const origin = `http://${host}:${new URL(baseURL ?? '').port}`;
    const asked = new Set<string>();
    page.on('request', (request) => asked.add(new URL(request.url()).origin));
    const account = newAccount();
    await page.goto(`${origin}/account`);
    await new LoginWidget(page).signUp(account);
    await page.waitForURL(`${origin}/account`);
    await expect(page.getByRole('main').getByText(account.email).first()).toBeVisible();
    expect((await context.cookies()).map(({ domain }) => domain)).toEqual(
      (await context.cookies()).map(() => host),
    );
    await signOut(page);
    await page.waitForURL(`${origin}/auth`);
    expect([...asked]).toEqual([origin]);
  });
}

/** fetch does not allow setting the Host header. */
function statusAt(
  baseURL: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(new URL(path, baseURL), { headers }, (answer) => {
      let text = JSON.stringify(answer.headers);
      answer.on('data', (chunk) => (text += String(chunk)));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    sent.on('error', reject).end();
  });
}

for (const path of ['/session', '/auth', '/.netlify/functions/user', '/.netlify/functions/auth/signup']) {
  test(`a host that is not ours gets a 421 from ${path}, which does not repeat it`, async ({ baseURL }) => {
    const { status, text } = await statusAt(baseURL ?? '', path, { host: 'evil.example' });
    expect(status).toBe(421);
    expect(text).not.toContain('evil.example');
  });
}

test('a host that is not ours gets a page in the language and theme of the user', async ({ baseURL }) => {
  const headers = { host: 'evil.example', accept: 'text/html', cookie: 'language=ar; theme=dark' };
  const { status, text } = await statusAt(baseURL ?? '', '/account?a=1', headers);
  expect(status).toBe(421);
  expect(text).toContain('<html lang="ar" dir="rtl" data-theme="dark">');
  expect(text).toContain('SITE_ALIASES');
  expect(text).toContain('private, no-store');
  expect(text).not.toContain('evil.example');
});

import { pagePaths } from '../../config/areas.ts';
import { sendRaw } from '../support/browser/rawRequest.ts';
import { expect, test } from '../support/browser/test.ts';

/** Users whose choices differ, by cookie and by what their browsers accept. */
const USERS: Record<string, string>[] = [
  { cookie: 'language=de; theme=dark; timeZone=Asia/Tokyo', 'accept-language': 'ar' },
  { cookie: 'language=ar; theme=light', 'accept-language': 'de' },
  { 'accept-language': 'de' },
];

const PATHS = [
  ...pagePaths('public', 'sign-in', 'status', 'signed-in', 'admin'),
  ...['/de', '/ar', '/de/', '/no-such-page', '/auth/reset-password', '/auth/none', '/language', '/theme'],
  ...['/tokens.css', '/plain-page.css', '/icon.svg'],
  ...['/.netlify/functions/user', '/.netlify/functions/auth/none', '/.netlify/functions/notes/none'],
];

test('what caches may keep is the same for every user, and nothing redirects by language', async ({
  baseURL,
}) => {
  const kept: string[] = [];
  for (const path of PATHS) {
    const answers = await Promise.all(
      USERS.map((headers) =>
        sendRaw(baseURL ?? '', { method: 'GET', path, headers: { accept: 'text/html', ...headers } }),
      ),
    );
    const [first] = answers;
    for (const { status, headers } of answers)
      expect([path, status, headers.location]).toEqual([path, first?.status, first?.headers.location]);
    if (answers.every(({ headers }) => /^private\b.*\bno-store\b/.test(headers['cache-control'] ?? '')))
      continue;
    kept.push(path);
    for (const { body } of answers) expect([path, body === first?.body]).toEqual([path, true]);
  }
  expect(kept).toEqual(expect.arrayContaining(['/', '/de', '/ar', '/tokens.css']));
  expect(kept).not.toContain('/auth');
});

test('a chosen language leads to no loop of redirects', async ({ page, context }) => {
  for (const language of ['en', 'de', 'ar']) {
    await context.addCookies([{ name: 'language', value: language, url: process.env.E2E_BASE_URL ?? '' }]);
    for (const path of ['/', '/de', '/ar', '/session', '/account/two-factor']) {
      const response = await page.goto(path);
      let hops = 0;
      for (let from = response?.request().redirectedFrom(); from != null; from = from.redirectedFrom())
        hops += 1;
      expect([path, response?.status(), hops <= 1]).toEqual([path, 200, true]);
    }
  }
});

import type { BrowserContext, Page, Response } from '@playwright/test';
import { pagePaths } from '../../config/areas.ts';
import { SECURITY_HEADERS } from '../../config/security/securityHeaders.ts';
import { signOut } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';
import { LoginWidget } from '../support/browser/widget.ts';

declare global {
  interface Window {
    intruded?: string;
  }
}

const OTHER_SITE = 'http://other-site.test';

/** A page with a token in its URL sends no referrer. */
const isStricter = (name: string, value: string | undefined) =>
  name === 'referrer-policy' && value === 'no-referrer';

/** The headers of a response. Chromium shows cached responses without HSTS, so these are requested again. */
async function headersOf(response: Response): Promise<Record<string, string>> {
  const headers = await response.allHeaders();
  const mayBeCached = headers['cache-control']?.includes('immutable') === true;
  if (!mayBeCached || 'strict-transport-security' in headers) return headers;
  return (await response.frame().page().request.get(response.url())).headers();
}

/** The headers of the table that are missing, and headers that are not in it. */
async function faults(response: Response): Promise<string[]> {
  const headers = await headersOf(response);
  const missing = Object.entries(SECURITY_HEADERS).filter(
    ([name, value]) => headers[name] !== value && !isStricter(name, headers[name]),
  );
  const policy = headers['content-security-policy'] ?? '';
  return [
    ...missing.map(([name]) => `${name}: ${headers[name]}`),
    ...(/default-src 'none'.*frame-ancestors 'none'/.test(policy) ? [] : [`no policy: ${policy}`]),
    ...(/script-src[^;]*'unsafe-/.test(policy) ? [`loose policy: ${policy}`] : []),
    // Netlify's local functions server is built on Express; functions/headers.test.ts looks at ours.
    ...(['Express', undefined].includes(headers['x-powered-by']) ? [] : ['x-powered-by']),
  ].map((fault) => `${response.status()} ${response.url()} ${fault}`);
}

/** Collects what the browser refused because of a policy. */
async function watchViolations(context: BrowserContext): Promise<string[]> {
  const seen: string[] = [];
  await context.exposeFunction('reportViolation', (text: string) => void seen.push(text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, documentURI }) => {
      const report = (window as unknown as { reportViolation: (text: string) => void }).reportViolation;
      report(`${documentURI}: ${violatedDirective} ${blockedURI}`);
    });
  });
  return seen;
}

async function walk(page: Page, signedIn: { account: { email: string; password: string } }): Promise<void> {
  const pages = pagePaths('signed-in', 'admin', 'public', 'status');
  for (const path of [...pages, '/no-such-page', '/unavailable?from=/session']) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
  }
  await page.goto('/account');
  await signOut(page);
  await page.waitForURL('**/auth');
  const widget = new LoginWidget(page);
  await widget.signIn({ ...signedIn.account, password: 'wrong horse 7 battery' });
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.goto('/auth/reset-password');
  await page.waitForLoadState('networkidle');
  await page.goto('/auth/no-such-screen');
  await page.waitForLoadState('networkidle');
}

test('every response of all pages has its headers and violates no policy', async ({
  page,
  context,
  signedIn,
  quietConsole,
  baseURL,
}) => {
  quietConsole.allow(/status of (404|401|403|503)/);
  const violations = await watchViolations(context);
  const answers: Response[] = [];
  page.on('response', (response) => void answers.push(response));
  await walk(page, signedIn);
  const ours = answers.filter((response) => response.url().startsWith(baseURL ?? ''));
  const kinds = new Set(ours.map((response) => response.status()));
  for (const status of [200, 303, 404]) expect([...kinds]).toContain(status);
  expect((await Promise.all(ours.map(faults))).flat()).toEqual([]);
  expect(violations).toEqual([]);
});

for (const path of ['/', '/auth', '/session', '/no-such-page']) {
  test(`a script that is injected into ${path} does not run`, async ({
    page,
    context,
    signedIn,
    quietConsole,
  }) => {
    quietConsole.allow(/Content Security Policy|status of 404/);
    if (path === '/auth') await signedIn.context.clearCookies();
    let fetched = 0;
    await context.route(`${OTHER_SITE}/**`, (route) => {
      fetched += 1;
      return route.fulfill({ contentType: 'text/javascript', body: "window.intruded = 'external'" });
    });
    const violations = await watchViolations(context);
    await page.goto(path);
    await page.evaluate((otherSite) => {
      const inline = document.createElement('script');
      inline.textContent = "window.intruded = 'inline'";
      const external = document.createElement('script');
      external.src = `${otherSite}/script.js`;
      const handler = document.createElement('div');
      handler.innerHTML = `<img src="data:," onerror="window.intruded = 'handler'">`;
      document.body.append(inline, external, handler);
    }, OTHER_SITE);
    await expect.poll(() => violations.filter((line) => line.includes('script-src')).length).toBe(3);
    expect(await page.evaluate(() => window.intruded)).toBeUndefined();
    expect(fetched).toBe(0);
  });
}

test('a page of another site can neither frame ours, nor submit its forms, nor read its responses', async ({
  page,
  context,
  signedIn,
  quietConsole,
  baseURL,
}) => {
  quietConsole.allow(/Content Security Policy|CORS|ERR_FAILED|ERR_BLOCKED|status of 40[34]|frame/);
  await signedIn.context.cookies();
  const forms = ['/sign-out', '/.netlify/functions/auth/signout'].map(
    (path, index) =>
      `<form id="f${index}" method="post" action="${baseURL ?? ''}${path}"><button>Win</button></form>`,
  );
  await context.route(`${OTHER_SITE}/**`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<title>Win</title><iframe src="${baseURL ?? ''}/auth"></iframe>${forms.join('')}`,
    }),
  );
  for (const index of [0, 1]) {
    await page.goto(`${OTHER_SITE}/`);
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.locator(`#f${index}`).getByRole('button').click(),
    ]);
    // Netlify's local front makes a 404 of a page's 403.
    expect([403, 404]).toContain(answer.status());
  }
  await page.goto(`${OTHER_SITE}/`);
  expect(page.frames()[1]?.url()).not.toContain('/auth');
  const outcomes = await page.evaluate(async (base) => {
    const attempt = (path: string, init: RequestInit) =>
      fetch(base + path, { ...init, credentials: 'include' }).then(
        (response) => `read ${response.status}`,
        () => 'refused',
      );
    return [
      await attempt('/.netlify/functions/user', {}),
      await attempt('/.netlify/functions/auth/signout', { method: 'POST' }),
      await attempt('/.netlify/functions/auth/signout', { method: 'POST', headers: { rid: 'session' } }),
    ];
  }, baseURL ?? '');
  expect(outcomes).toEqual(['refused', 'refused', 'refused']);
  expect((await context.request.get(`${baseURL ?? ''}/.netlify/functions/user`)).status()).toBe(200);
});

import { expect, test } from '../support/browser/test.ts';

const PAGES = ['/', '/auth', '/auth/reset-password', '/session', '/account', '/account/password'];

/**
 * Does to the page what extensions do before React starts: attributes on elements as soon as the parser has
 * made them (Grammarly, ColorZilla, LastPass, Dark Reader), and elements of their own at the ends of `head`
 * and `body`.
 */
function changeLikeExtensions(): void {
  const insert = (parent: Element | null, name: string) => {
    if (parent === null || parent.querySelector(`:scope > ${name}`) !== null) return;
    parent.append(document.createElement(name));
  };
  const change = () => {
    document.documentElement.setAttribute('data-darkreader-mode', 'dynamic');
    for (const element of document.querySelectorAll('html, body, form, input, button')) {
      element.setAttribute('fdprocessedid', 'x1');
      element.setAttribute('data-lpignore', 'true');
      element.classList.add('extension-was-here');
    }
    for (const name of ['data-new-gr-c-s-check-loaded', 'data-gr-ext-installed', 'cz-shortcut-listen'])
      document.querySelector('body')?.setAttribute(name, 'true');
    insert(document.head, 'extension-style');
    if (document.readyState !== 'loading') insert(document.body, 'grammarly-desktop-integration');
  };
  new MutationObserver(change).observe(document, { childList: true, subtree: true });
  document.addEventListener('DOMContentLoaded', change);
}

/** Whether React has taken over the page, and the elements of its forms. */
const isHydrated = () =>
  [...document.querySelectorAll('body, main, main form, main button')].every((element) =>
    Object.keys(element).some((key) => key.startsWith('__react')),
  );

test.beforeEach(async ({ page }) => {
  await page.addInitScript(changeLikeExtensions);
});

for (const path of PAGES) {
  test(`attributes and elements of browser extensions cause no error on ${path}`, async ({
    page,
    context,
    signedIn,
  }) => {
    expect(signedIn.account.email).not.toBe('');
    if (path.startsWith('/auth')) await context.clearCookies();
    await page.goto(path);
    await page.waitForFunction(isHydrated);
    await expect(page.locator('html.extension-was-here body.extension-was-here')).toHaveCount(1);
    await expect(page.locator('body > grammarly-desktop-integration')).toHaveCount(1);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
}

test('a form works beside browser extensions', async ({ page, signedIn }) => {
  expect(signedIn.account.email).not.toBe('');
  await page.goto('/account');
  await page.waitForFunction(isHydrated);
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toHaveText(/saved/i);
});

import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { expect, test } from '../support/browser/test.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

withAndWithoutJavaScript((javaScriptEnabled) => {
  test('a link of another site asks the user before it signs in', async ({ page, baseURL }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const start = `${baseURL}/.netlify/functions/social/google/start?redirectToPath=%2Faccount`;
    const body = `<!doctype html><title>Another site</title><a href="${start}">Go</a>`;
    await page.route('http://evil.test/**', (route) => route.fulfill({ contentType: 'text/html', body }));
    await page.goto('http://evil.test/');
    await page.getByRole('link', { name: 'Go' }).click();
    await expect(page.getByText('You come from another site.')).toBeVisible();
    // axe is a script.
    if (javaScriptEnabled) await expectAccessibleLayout(page);
    await expect(page.getByRole('link', { name: 'Back to sign-in' })).toHaveAttribute('href', '/auth');
    await page.getByRole('link', { name: 'Continue with Google' }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`^${process.env.E2E_PROVIDER_URL}/interaction/`));
    await page.getByLabel('Email').fill(uniqueEmail());
    await page.getByLabel('verified', { exact: true }).check();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/account$/);
  });
});

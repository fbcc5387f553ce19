import type { Page } from '@playwright/test';
import { inEveryViewport } from '../support/browser/browserSettings.ts';
import { expect, test } from '../support/browser/test.ts';

const SCREENS = {
  'sign in': '/auth',
  'sign up': '/auth?show=signup',
  'forgotten password': '/auth/reset-password',
  'new password': '/auth/reset-password?token=t&tenantId=public',
  'verification link': '/auth/verify-email?token=t&tenantId=public',
};

async function openScreen(page: Page, path: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(path);
  await expect(page.locator('#supertokens-root').getByRole('button').first()).toBeVisible();
}

/** The page's elements outside of the widget whose style differs without the widget's style elements. */
function changedByWidget(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('#supertokens-root');
    const sheets = [...(root?.querySelectorAll('style') ?? [])];
    if (sheets.length === 0) throw new Error('The widget has no styles.');
    const outside = [...document.querySelectorAll('html, body, body *')].filter(
      (one) => root?.contains(one) !== true && !one.contains(root),
    );
    // The card beside the widget is as high as the widget, whose own height depends on its styles.
    const measured = /^(block-size|height|inline-size|width|perspective-origin|transform-origin)$/;
    const styles = () =>
      outside.map((one) => {
        const style = getComputedStyle(one);
        return [...style]
          .filter((name) => !measured.test(name))
          .map((name) => style.getPropertyValue(name))
          .join();
      });
    const before = styles();
    for (const sheet of sheets) sheet.disabled = true;
    const after = styles();
    for (const sheet of sheets) sheet.disabled = false;
    return outside
      .filter((_, index) => before[index] !== after[index])
      .map((one) => one.outerHTML.slice(0, 80));
  });
}

/**
 * The widget's visible elements that look different in a shadow root, which none of the page's rules reach.
 */
function changedByPage(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('#supertokens-root');
    if (root === null) throw new Error('The widget is not there.');
    const host = document.createElement('div');
    const shadow = host.attachShadow({ mode: 'open' });
    const copy = root.cloneNode(true) as Element;
    shadow.append(copy);
    const names = [
      ...['font-family', 'font-size', 'font-weight', 'line-height', 'letter-spacing', 'color', 'text-align'],
      ...[
        'background-color',
        'border-top-width',
        'border-left-width',
        'border-top-color',
        'border-top-left-radius',
      ],
      ...['margin-top', 'margin-bottom', 'margin-left', 'padding-top', 'padding-left'],
      ...['display', 'width', 'height', 'text-decoration-line', 'outline-style', 'box-shadow', 'cursor'],
    ];
    const read = (from: Element) =>
      [...from.querySelectorAll('*:not(style)')].map((one) =>
        Object.fromEntries(names.map((name) => [name, getComputedStyle(one).getPropertyValue(name)])),
      );
    // A copy has no focus.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const isSeen = [...root.querySelectorAll('*:not(style)')].map((one) => one.getClientRects().length > 0);
    const inPage = read(root);
    root.after(host);
    root.remove();
    const inShadow = read(copy);
    host.replaceWith(root);
    const elements = [...copy.querySelectorAll('*:not(style)')];
    return inPage.flatMap((style, index) =>
      names
        .filter((name) => isSeen[index] === true && style[name] !== inShadow[index]?.[name])
        .map((name) => {
          const one = elements[index];
          const what = `${one?.tagName ?? ''} ${one?.getAttribute('data-supertokens') ?? ''}`;
          return `${what}: ${name} is ${style[name] ?? ''}, not ${inShadow[index]?.[name] ?? ''}`;
        }),
    );
  });
}

for (const [name, path] of Object.entries(SCREENS)) {
  test(`${name}: the styles of the widget change nothing outside it`, async ({ page }) => {
    await openScreen(page, path);
    await inEveryViewport(page, async () => {
      expect(await changedByWidget(page)).toEqual([]);
    });
  });

  test(`${name}: the styles of the page change nothing in the widget`, async ({ page }) => {
    await openScreen(page, path);
    await inEveryViewport(page, async () => {
      expect(await changedByPage(page)).toEqual([]);
    });
  });
}

test('the card of a short screen ends below its last element', async ({ page }) => {
  await openScreen(page, SCREENS['forgotten password']);
  const room = await page.locator('.card').evaluate((card) => {
    const bottoms = [...card.querySelectorAll('a, button')].map((one) => one.getBoundingClientRect().bottom);
    const { paddingBottom } = getComputedStyle(card);
    return card.getBoundingClientRect().bottom - Number.parseFloat(paddingBottom) - Math.max(...bottoms);
  });
  // The border.
  expect(Math.round(room)).toBe(1);
});

test('password managers find the fields in the document, with the names that they know', async ({ page }) => {
  await openScreen(page, SCREENS['sign in']);
  const fields = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('form:has([type=password]) input')].map((one) =>
        one.getAttribute('autocomplete'),
      ),
    );
  expect(await fields()).toEqual(['username webauthn', 'current-password']);
  await openScreen(page, SCREENS['sign up']);
  expect(await fields()).toEqual(['username webauthn', 'new-password']);
});

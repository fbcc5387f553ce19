import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { LANGUAGE_COOKIE, type LanguageCode } from '../../../config/languages.ts';

/** Opens the next pages of a browser in a language. */
export async function chooseLanguage(context: BrowserContext, language: LanguageCode): Promise<void> {
  await context.addCookies([{ name: LANGUAGE_COOKIE, value: language, url: process.env.E2E_BASE_URL ?? '' }]);
}

/** What is not translated: times, technical values, the name of the app, and what users have entered. */
const EXEMPT =
  'time, code, bdi, script, style, title, a[href="/"]:first-child, .status, [data-untranslated], [data-supertokens] strong';

/**
 * Returns the texts of an element, those that only screen readers read included, and a description of the
 * page, where it has one.
 */
export const shownTexts = (element: Locator): Promise<string[]> =>
  element.evaluate((root, exempt) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      // The style sheet replaces headings of the widget.
      const isReplaced = parentElement?.closest('[data-supertokens]') && !parentElement.checkVisibility();
      if (!isReplaced && parentElement?.closest(exempt) === null) found.push(textContent ?? '');
    }
    const labels = root.querySelectorAll('[aria-label], [title], [alt], [placeholder]');
    for (const labelled of labels)
      for (const name of ['aria-label', 'title', 'alt', 'placeholder'])
        if (labelled.closest(exempt) === null) found.push(labelled.getAttribute(name) ?? '');
    for (const described of document.querySelectorAll('meta[name="description"]'))
      found.push(described.getAttribute('content') ?? '');
    return found;
  }, EXEMPT);

/** Expects no text of a right-to-left page to begin at the left, which styles of libraries may say. */
export async function expectMirrored(page: Page): Promise<void> {
  const found = await page
    .locator('body')
    .evaluate((body) =>
      [...body.querySelectorAll('*')]
        .filter((one) => one.checkVisibility() && getComputedStyle(one).textAlign === 'left')
        .map((one) => one.outerHTML.slice(0, 200)),
    );
  expect(found).toEqual([]);
}

/** Removes all messages in the pseudo-language, from the inside: a message may contain another one. */
function withoutMessages(text: string): string {
  const left = text.replace(/\[[^[\]]*·\]/g, '');
  return left === text ? text : withoutMessages(left);
}

/**
 * Expects all words of an element to be messages: in the pseudo-language each is in brackets. Words that
 * only screen readers read are included.
 */
export async function expectPseudoLanguage(element: Locator): Promise<void> {
  const words = await shownTexts(element);
  expect(words.join('')).toMatch(/\p{L}/u);
  // A link divides its message into several texts.
  const untranslated = withoutMessages(words.join('\n')).split('\n');
  expect(untranslated.filter((text) => /\p{L}/u.test(text))).toEqual([]);
}

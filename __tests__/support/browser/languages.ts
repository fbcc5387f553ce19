import { expect, type BrowserContext, type Locator } from '@playwright/test';
import { LANGUAGE_COOKIE, type LanguageCode } from '../../../config/languages.ts';

/** Opens the next pages of a browser in a language. */
export async function chooseLanguage(context: BrowserContext, language: LanguageCode): Promise<void> {
  await context.addCookies([{ name: LANGUAGE_COOKIE, value: language, url: process.env.E2E_BASE_URL ?? '' }]);
}

/** What is not translated: times, technical values, and what users have entered. */
const EXEMPT = 'time, code, bdi, script, style, [data-untranslated]';

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
  const words = await element.evaluate((root, exempt) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      if (parentElement?.closest(exempt) === null) found.push(textContent ?? '');
    }
    // A link divides its message into several texts.
    const shown = [found.join('\n')];
    const labels = root.querySelectorAll('[aria-label], [title], [alt], [placeholder]');
    for (const labelled of labels)
      for (const name of ['aria-label', 'title', 'alt', 'placeholder'])
        if (labelled.closest(exempt) === null) shown.push(labelled.getAttribute(name) ?? '');
    return shown;
  }, EXEMPT);
  expect(words.join('')).toMatch(/\p{L}/u);
  const untranslated = words.flatMap((text) => withoutMessages(text).split('\n'));
  expect(untranslated.filter((text) => /\p{L}/u.test(text))).toEqual([]);
}

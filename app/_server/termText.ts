import 'server-only';
import type { Translator } from '@/components/ui/translations';

/**
 * Returns a name of a field in the language of the page.
 *
 * @param key of its message, which ends with the English term
 * @param english what is returned if there is no such message
 */
export const termText = (t: Translator<'ui'>, key: `fields.${string}`, english: string): string =>
  t.has(key as 'links.Session') ? t(key as 'links.Session') : english;

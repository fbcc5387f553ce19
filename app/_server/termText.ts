import 'server-only';
import type { Translator } from '@/components/ui/translations';

/**
 * Returns a term of the code in the language of the page: a label of config/areas.ts, or a name of a field.
 *
 * @param key of its message, which ends with the English term
 * @param english what is returned if there is no such message
 */
export const termText = (
  t: Translator<'ui'>,
  key: `links.${string}` | `fields.${string}`,
  english: string,
): string => (t.has(key as 'links.Session') ? t(key as 'links.Session') : english);

import Negotiator from 'negotiator';
import { SOURCE_LANGUAGE, type LanguageCode } from './languages.ts';

interface Preferences {
  /** The value of the language cookie; anyone could have set it. */
  chosen: string | undefined;
  /** The `Accept-Language` header (RFC 9110, section 12.5.4). */
  accepted: string | undefined;
}

/**
 * Returns the language of a response: the one that the user has chosen, else the best that the browser
 * accepts, else the first.
 *
 * @param offered the languages of the site, at least one
 */
export function chooseLanguage(
  { chosen, accepted }: Preferences,
  offered: readonly LanguageCode[],
): LanguageCode {
  const found = offered.find((code) => code === chosen);
  if (found !== undefined) return found;
  // Without the header, negotiator would return all in their order.
  const [best] = new Negotiator({ headers: { 'accept-language': accepted ?? '' } }).languages([...offered]);
  return offered.find((code) => code === best) ?? offered[0] ?? SOURCE_LANGUAGE;
}

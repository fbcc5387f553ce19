import * as z from 'zod';
import { DEFAULT_LANGUAGES, LANGUAGE_CODES, type LanguageCode } from '../languages.ts';
import { read, type EnvSource } from './envVariables.ts';
import { listOf } from './schemas.ts';

const languages = z.lazy(() =>
  listOf(z.enum(LANGUAGE_CODES, `must be a comma-separated list of ${LANGUAGE_CODES.join(', ')}`)),
);

/**
 * Reads the languages of the site.
 *
 * @throws EnvError for an unknown one
 */
export function readLanguages(source: EnvSource) {
  const offered = read(source, 'SITE_LANGUAGES', languages) ?? DEFAULT_LANGUAGES;
  return {
    /** The languages that users can have; the first is the default. */
    languages: [...new Set<LanguageCode>(offered)] as readonly LanguageCode[],
  };
}

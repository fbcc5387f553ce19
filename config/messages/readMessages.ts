import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PSEUDO_LANGUAGE, SOURCE_LANGUAGE, type LanguageCode } from '../languages.ts';
import type { Messages } from './english.ts';
import { FUNCTION_FILES } from './functionFiles.ts';
import { toPseudoMessages } from './pseudoMessages.ts';

const EXTENSION = '.json';

function readFiles(language: LanguageCode): Messages {
  const folder = join(process.cwd(), 'config', 'messages', language);
  const features = readdirSync(folder)
    .filter((file) => file.endsWith(EXTENSION) && !FUNCTION_FILES.test(file))
    .map((file) => [
      file.slice(0, -EXTENSION.length),
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown,
    ]);
  return Object.fromEntries(features) as Messages;
}

/**
 * Returns the messages of a language, without those of mails. All languages have the same keys, which a test
 * checks. The files are read, and not imported, because Next bundles an import twice for each file
 * (docs/decisions/082-read-messages-from-files.md).
 */
export const readMessages = (language: LanguageCode): Messages =>
  language === PSEUDO_LANGUAGE ? toPseudoMessages(readFiles(SOURCE_LANGUAGE)) : readFiles(language);

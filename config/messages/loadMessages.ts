import { PSEUDO_LANGUAGE, SOURCE_LANGUAGE, type LanguageCode } from '../languages.ts';
import { ENGLISH, type Messages } from './english.ts';
import { toPseudoMessages } from './pseudoMessages.ts';

const FEATURES = Object.keys(ENGLISH) as (keyof Messages)[];

async function loadFeature(language: LanguageCode, feature: keyof Messages) {
  const { default: messages } = (await import(`./${language}/${feature}.json`)) as { default: unknown };
  return [feature, messages] as const;
}

/** Returns the messages of a language. All languages have the same keys, which a test checks. */
export async function loadMessages(language: LanguageCode): Promise<Messages> {
  if (language === SOURCE_LANGUAGE) return ENGLISH;
  if (language === PSEUDO_LANGUAGE) return toPseudoMessages(ENGLISH);
  const loaded = await Promise.all(FEATURES.map((feature) => loadFeature(language, feature)));
  return Object.fromEntries(loaded) as unknown as Messages;
}

import 'server-only';

/** A translator, whose messages a caller names by terms of the code. */
interface TermTranslator {
  (key: never): string;
  has: (key: never) => boolean;
}

/**
 * Returns a term of the code in the language of the page: a label of config/areas.ts, or a name of a field.
 *
 * @param keys of messages that may have it, each ending with the English term
 * @param english what is returned if there is no such message
 */
export function termText(t: TermTranslator, keys: readonly string[], english: string): string {
  const known = keys.find((key) => t.has(key as never));
  return known === undefined ? english : t(known as never);
}

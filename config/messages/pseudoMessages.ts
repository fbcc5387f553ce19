const LETTERS = 'acdegijklnorstuwyz';
const ACCENTED = 'àçđëğïĵķļñöŕšţüŵýž';

/** How many characters to add for each one: translations are up to 40 % longer than English. */
const GROWTH = 0.4;

const accent = (text: string) =>
  text.replace(/[a-z]/g, (letter) => ACCENTED[LETTERS.indexOf(letter)] ?? letter);

/**
 * Splits a message in ICU syntax into text and syntax. Arguments are in one pair of braces, and the texts of
 * plural forms in two.
 */
function splitSyntax(message: string): { token: string; isText: boolean }[] {
  let depth = 0;
  return message.split(/([{}]|<\/?\w+>)/).map((token) => {
    if (token === '}') depth -= 1;
    const isText = depth % 2 === 0 && !/^[{}<]/.test(token);
    if (token === '{') depth += 1;
    return { token, isText };
  });
}

/** Returns a message with accents, in brackets, and 40 % longer. */
export function toPseudoText(message: string): string {
  const tokens = splitSyntax(message);
  const accented = tokens.map(({ token, isText }) => (isText ? accent(token) : token));
  const textLength = tokens.reduce((sum, { token, isText }) => sum + (isText ? token.length : 0), 0);
  return `[${accented.join('')}${'·'.repeat(Math.ceil(textLength * GROWTH))}]`;
}

/** Returns all messages in the pseudo-language. */
export function toPseudoMessages<T>(messages: T): T {
  const translated = Object.entries(messages as object).map(([key, value]: [string, unknown]) => [
    key,
    typeof value === 'string' ? toPseudoText(value) : toPseudoMessages(value),
  ]);
  return Object.fromEntries(translated) as T;
}

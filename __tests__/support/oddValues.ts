/**
 * Values that can break parsers, databases and comparisons, each with a name for test titles and messages.
 */
export const ODD_TEXTS: Record<string, string> = {
  empty: '',
  'one space': ' ',
  'only white space': ' \t\r\n\u00a0\u3000\ufeff',
  NUL: '\u0000',
  'NUL within': 'a\u0000@b.co',
  'NUL at the end': 'ada@example.com\u0000',
  'a high surrogate': 'a\ud800@example.com',
  'a low surrogate': '\udc00@example.com',
  'swapped surrogates': '\ude00\ud83d',
  'control characters': '\u0001\u001b[31m\u007f\u0085',
  'a line break': 'ada@example.com\r\nBcc: eve@example.com',
  'zero-width characters': 'a\u200b\u200d\u2060@example.com',
  'bidi characters': '\u202eada@example.com\u2066',
  'a noncharacter': '\uffff\ufffe',
  'beyond the BMP': '\u{10ffff}\u{1f511}',
  'many marks': `a${'\u0301\u0323'.repeat(2000)}`,
  '128 characters': 'x'.repeat(128),
  '129 characters': 'x'.repeat(129),
  '256 characters': 'x'.repeat(256),
  '257 characters': 'x'.repeat(257),
  '300 characters and a domain': `${'x'.repeat(300)}@example.com`,
  '95 000 characters': 'x'.repeat(95_000),
  '95 000 @': '@'.repeat(95_000),
  '95 000 dots': `a@${'a.'.repeat(47_000)}`,
  '95 000 spaces within': `a${' '.repeat(94_000)}b`,
  '30 000 emoji': '\u{1f511}'.repeat(22_000),
  'a domain in other letters': 'u@b\u00fccher.example',
  'a short domain': 'u@example.c',
  'a comment': 'u(work)@example.com',
  'dot segments': '../../..',
  slashes: 'a/b\\c//d',
  'percent signs': '%00%2e%2e%2f%ff%',
  'a query': '?a=b&c=d#e;f',
  SQL: `' OR 1=1; DROP TABLE users; --`,
  'LIKE patterns': '%_%\\',
  JSON: '{"$gt":"","__proto__":{"a":1}}',
  HTML: '<script>alert(1)</script>',
  'a prototype key': '__proto__',
  constructor: 'constructor',
  'a number in text': '1e999',
  'a JWT': 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.',
  'spaces around admin': ' admin ',
};

/** Encodes a text for a path, unless it contains half of a surrogate pair, which cannot be encoded. */
export function encodeIfWellFormed(text: unknown): string {
  const value = String(text);
  return value.isWellFormed() ? encodeURIComponent(value) : value;
}

/** A nested list. */
const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown;

/** Values other than text, and all odd texts. */
export const ODD_VALUES: Record<string, unknown> = {
  null: null,
  true: true,
  zero: 0,
  'minus one': -1,
  'a huge number': 1e308,
  'an empty list': [],
  'a list of one text': ['ada@example.com'],
  'a list with null': [null],
  'an empty object': {},
  'an object with NUL in a key': { 'a\u0000': 'b' },
  'an object with its own prototype': JSON.parse('{"__proto__":{"value":"x"},"toString":1}') as unknown,
  'a list 1000 deep': nested(1000),
  ...ODD_TEXTS,
};

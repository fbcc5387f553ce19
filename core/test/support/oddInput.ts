import fc from 'fast-check';
import type { Json } from '../../src/json.ts';

/** Bodies that are not a storable JSON object. */
export const brokenBodies: readonly (string | Buffer)[] = [
  '',
  '{',
  '[]',
  'null',
  '"x"',
  '{"a":',
  '{"a":1}}',
  '\0',
  '{"a":1}\0',
  '{"a":\0}',
  '{"a":"\\\0"}',
  `{"a":"${String.raw`\"`.repeat(1_000_000)}`,
  '['.repeat(5000),
  `{"a":${'['.repeat(300)}${']'.repeat(300)}}`,
  Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  `{"a":"${'x'.repeat(5 * 1024 * 1024)}"}`,
];

/** Query values that are not storable text. */
export const brokenEscapes = ['%00', 'a%00b', '%ff', '%c3%28', '%'];

/** Texts that no field accepts: with NUL, or too long. */
export const unstorableTexts = ['a\0b', 'x'.repeat(200_000)];

/** Values that most fields refuse. */
export const wrongValues: readonly (Json | undefined)[] = [
  undefined,
  null,
  1.5,
  -1,
  1e308,
  true,
  {},
  [],
  ['a', 'b'],
  '\ud800',
  ...unstorableTexts,
];

const plausibleValues = ['public', 'appid-x', 'u', 'a@example.com', '+14155550100', 'T', '2'];

/** Arbitrary values for a body field, some of them plausible. */
export const oddValue = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
  fc.constantFrom<Json>(
    '',
    ' ',
    '%',
    '_',
    "'; DROP TABLE users; --",
    ...wrongValues.map((one) => one ?? null),
  ),
  fc.constantFrom<Json>(0, 2 ** 53, [['a']], { __proto__: null }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom<Json>(...plausibleValues),
);

/** Arbitrary values for a query parameter. */
export const oddText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('true', '1', '-1', '0', 'ASC', 'x'.repeat(5000), '9'.repeat(20), ...plausibleValues),
);

export const oddPath = fc
  .array(fc.oneof(fc.webSegment(), fc.constantFrom('appid-', 'recipe', 'public', '%00', '..', '', 'users')))
  .map((segments) => `/${segments.join('/')}`);

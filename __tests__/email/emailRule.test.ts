import fc from 'fast-check';
import { EMAIL_PROBLEM, toCanonicalEmail, validateEmail } from '@/config/rules/emailRule';
import { emailAddress } from '@/config/rules/emailSchema';

test.each([
  ['ada@example.com', 'ada@example.com'],
  ['  Ada.Lovelace+tag@EXAMPLE.com\n', 'ada.lovelace+tag@example.com'],
  ['u@bücher.example', 'u@xn--bcher-kva.example'],
  ['u@bu\u0308cher.example', 'u@xn--bcher-kva.example'],
  ['u@XN--BCHER-KVA.example', 'u@xn--bcher-kva.example'],
  ['u@ＥＸＡＭＰＬＥ.com', 'u@example.com'],
  ['u@例え。テスト', 'u@xn--r8jz45g.xn--zckzah'],
  ['почта@пример.рф', 'почта@xn--e1afmkfd.xn--p1ai'],
  ['jose\u0301@example.com', 'jos\u00e9@example.com'],
  ['JOSÉ@example.com', 'josé@example.com'],
  ['\ufeff\u00a0u@example.com\u00a0', 'u@example.com'],
  ["o'hara!#$%&*/=?^_`{|}~-@a-b.example", "o'hara!#$%&*/=?^_`{|}~-@a-b.example"],
  [`${'a'.repeat(242)}@example.com`, `${'a'.repeat(242)}@example.com`],
])('%j becomes %j', async (typed, canonical) => {
  expect(toCanonicalEmail(typed)).toBe(canonical);
  expect(emailAddress.parse(typed)).toBe(canonical);
  expect(await validateEmail(typed)).toBeUndefined();
});

const INVISIBLE = [
  '\u0000', '\u0007', '\u001b', '\u007f', '\u0085', '\u00ad', '\u034f', '\u061c', '\u115f', '\u180e',
  '\u200b', '\u200c', '\u200d', '\u200e', '\u202a', '\u202e', '\u2028', '\u2060', '\u2066', '\u2069',
  '\u3164', '\ufe0f', '\ufeff', '\uffa0', '\ud800', '\udc00', '\ue000', '\u{e0001}', ' ', '\t', '\u3000',
]; // prettier-ignore

test.each([
  ...['', '@', 'u', 'u@', '@example.com', 'u@example', 'u@example.c', 'u@example.c0', 'u(work)@example.com'],
  ...['a@b@example.com', '.u@example.com', 'u.@example.com', 'a..b@example.com', 'u@.example.com'],
  ...['u@example..com', 'u@example.com.', 'u@-example.com', 'u@example-.com', 'u@exa_mple.com'],
  ...['u@127.0.0.1', 'u@[127.0.0.1]', 'u@0x7f.1', 'u@[::1]', 'u@1.2.3.4.5', '"a b"@example.com'],
  ...['u@example.com:80', 'u@example.com/x', 'u@example.com?x', 'u@example.com#x', 'u@exa%6dple.com'],
  ...['u@xn--.example', 'u@example.xn--', 'u@exam\\ple.com', 'a,b@example.com'],
  ...['Ada <ada@example.com>', 'a;b@example.com', 'mailto:ada@example.com', 'u@exa!mple.com'],
  `${'a'.repeat(243)}@example.com`,
  `u@${'a'.repeat(64)}.com`,
  `u@${'ü'.repeat(62)}.com`,
  `u@${'a.'.repeat(125)}com`,
  ...INVISIBLE.flatMap((one) => [`a${one}b@example.com`, `a@exa${one}mple.com`]),
])('%j is not an email address', async (typed) => {
  expect(toCanonicalEmail(typed)).toBeUndefined();
  expect(emailAddress.safeParse(typed).error?.issues[0]?.message).toBe(EMAIL_PROBLEM);
  expect(await validateEmail(typed)).toBe(EMAIL_PROBLEM);
});

test.each([undefined, null, 1, true, [], ['u@example.com'], { email: 'u@example.com' }])(
  '%j is not a string',
  (value) => {
    expect(toCanonicalEmail(value)).toBeUndefined();
    expect(emailAddress.safeParse(value).success).toBe(false);
  },
);

test('a canonical address is its own canonical spelling, and the core stores it unchanged', () => {
  const local = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });
  const domain = fc.oneof(
    fc.domain(),
    fc.string({ unit: 'grapheme', maxLength: 8 }).map((one) => `${one}.example`),
  );
  let found = 0;
  fc.assert(
    fc.property(local, domain, (before, after) => {
      const email = toCanonicalEmail(`${before}@${after}`);
      if (email === undefined) return;
      found += 1;
      expect(toCanonicalEmail(email)).toBe(email);
      expect(email.trim().toLowerCase()).toBe(email);
      expect(toCanonicalEmail(` ${email.normalize('NFD')}`)).toBe(email);
    }),
    { numRuns: 3000 },
  );
  expect(found).toBeGreaterThan(200);
});

const SIZES = [95_000, 2_400_000];
const LONG: [string, (size: number) => string][] = [
  ['one letter', (size) => 'a'.repeat(size)],
  ['an endless name', (size) => `${'a'.repeat(size)}@example.com`],
  ['endless dots', (size) => `u@${'a.'.repeat(size / 2)}`],
  ['endless @', (size) => '@'.repeat(size)],
  ['spaces within', (size) => `a${' '.repeat(size)}@example.com`],
  ['spaces around', (size) => `${' '.repeat(size)}a@example.com${' '.repeat(size)}`],
  ['marks', (size) => `a${'\u0301\u0323'.repeat(size / 2)}@example.com`],
  ['the domain of an IDN', (size) => `u@${'ü'.repeat(size)}.example`],
];

// Work that grows with the square of the length would take the largest of these for hours, past any time
// limit.
test.each(SIZES.flatMap((size) => LONG.map(([name, write]) => [name, size, write] as const)))(
  '%s of %i characters is refused in linear time',
  (_name, size, write) => {
    expect(toCanonicalEmail(write(size))).toBeUndefined();
  },
);

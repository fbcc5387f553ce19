import { readEnteredCode } from '../../netlify/platform/enteredCode.ts';

it.each([
  ['spaces', ' 123 456\u00a0'],
  ['hyphens and dashes', '123-4\u20115\u20136'],
  ['marks of a mail from right to left', '\u200f\u2068123456\u2069\u200e'],
  ['a soft hyphen and a zero-width space', '123\u00ad\u200b456'],
  ['Arabic digits', '\u0661\u0662\u0663\u0664\u0665\u0666'],
  ['Persian digits', '\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6'],
  ['wide digits', '\uff11\uff12\uff13\uff14\uff15\uff16'],
])('reads a code with %s', (_, entered) => {
  expect(readEnteredCode(entered)).toBe('123456');
});

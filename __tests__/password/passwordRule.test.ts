import { translationOf } from '@/config/contracts/refusalReason';
import { translatablePasswordProblem } from '@/config/rules/passwordProblems';
import { passwordProblem } from '@/config/rules/passwordRule';

const TOO_LONG = expect.stringContaining('at most 72 bytes') as string;

test.each([
  'correct horse battery',
  'abcdefgh',
  '        ',
  'x'.repeat(72),
  'пароль из слов',
  'कखगघचछजझ',
  '🔑'.repeat(18),
  'é'.repeat(36),
])('%j is valid as far as a browser can tell', (password) => {
  expect(passwordProblem(password, 8)).toBeUndefined();
});

test.each<[unknown, unknown]>([
  ['', 'Use at least 8 characters.'],
  ['abcdefg', 'Use at least 8 characters.'],
  ['🔑'.repeat(7), 'Use at least 8 characters.'],
  ['e\u0301'.repeat(7), 'Use at least 8 characters.'],
  ['x'.repeat(73), TOO_LONG],
  ['🔑'.repeat(19), TOO_LONG],
  ['é'.repeat(37), TOO_LONG],
  ['x'.repeat(2_400_000), TOO_LONG],
  ['abcdefgh\u0000', 'Use no control characters.'],
  ['abcdefgh\ud800', 'Use no control characters.'],
  [undefined, 'must be text'],
  [12345678, 'must be text'],
  [['abcdefg1'], 'must be text'],
])('%p is not valid', (password, problem) => {
  expect(passwordProblem(password, 8)).toEqual(problem);
});

test('the minimum length is configurable, and 64 characters always fit', () => {
  expect(passwordProblem('x'.repeat(14), 15)).toBe('Use at least 15 characters.');
  expect(passwordProblem('x'.repeat(64), 64)).toBeUndefined();
});

test('each problem of a text names its translation', () => {
  const translation = (password: string) => translationOf(translatablePasswordProblem(password, 15) ?? '');
  expect(translation('short')).toEqual({ reason: 'platform.passwordTooShort', params: { min: 15 } });
  expect(translation('é'.repeat(37))).toEqual({ reason: 'platform.passwordTooLong', params: { max: 72 } });
  expect(translation('abcdefgh\u0000abcdefgh')).toEqual({ reason: 'platform.passwordUnusable' });
});

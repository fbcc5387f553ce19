/** @jest-environment node */
import { PASSWORD_RULES, passwordProblem, validatePassword } from '@/config/passwordRule';

test.each([
  'correct horse 1',
  'abcdefg1',
  `a1${'x'.repeat(97)}`,
  'пароль12',
  'कखगघचछ१२',
  `1a${'🔑'.repeat(6)}`,
  ' a1      ',
])('%j will do', (password) => {
  expect(passwordProblem(password)).toBeUndefined();
});

test.each<[unknown, string]>([
  ['', 'Use 8 to 99 characters.'],
  ['abcdef1', 'Use 8 to 99 characters.'],
  ['🔑🔑🔑🔑a1', 'Use 8 to 99 characters.'],
  ['12345678', 'Use at least one letter.'],
  ['abcdefgh', 'Use at least one digit.'],
  [`a1${'x'.repeat(98)}`, 'Use 8 to 99 characters.'],
  [undefined, 'must be text'],
  [12345678, 'must be text'],
  [['abcdefg1'], 'must be text'],
])('%j will not', async (password, problem) => {
  expect(passwordProblem(password)).toBe(problem);
  expect(await validatePassword(password)).toBe(problem);
});

test('every rule that is shown is one that is kept', () => {
  for (const { words, problem, holds } of PASSWORD_RULES) {
    expect(words).not.toBe('');
    const broken = ['a1', '12345678', 'abcdefgh'].find((password) => !holds(password)) ?? '';
    expect(passwordProblem(broken)).toBe(problem);
  }
});

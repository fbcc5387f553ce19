/** @jest-environment jsdom */
import { initialsOf } from '@/components/profile/initials';

test.each([
  ['Ada Lovelace', 'AL'],
  ['Ada', 'A'],
  ['Ada King of Lovelace', 'AL'],
  ['(ada) "l."', 'AL'],
  ['王小明', '王'],
  ['नेहा शर्मा', 'नेश'],
  ['José', 'J'],
  ['ß', 'SS'],
])('of %s they are %s', (name, initials) => {
  expect(initialsOf(name, 'x@example.com')).toBe(initials);
});

test('without a name they come from the email address, and without either there is a sign', () => {
  expect(initialsOf(null, 'ada@example.com')).toBe('A');
  expect(initialsOf(null, undefined)).toBe('?');
});

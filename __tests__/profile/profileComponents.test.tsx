/** @jest-environment jsdom */
import { getInitials } from '@/components/profile/initials';

test.each([
  ['Ada Lovelace', 'AL'],
  ['Ada', 'A'],
  ['Ada King of Lovelace', 'AL'],
  ['(ada) "l."', 'AL'],
  ['王小明', '王'],
  ['नेहा शर्मा', 'नेश'],
  ['José', 'J'],
  ['ß', 'SS'],
])('of %s are %s', (name, initials) => {
  expect(getInitials(name, 'x@example.com')).toBe(initials);
});

test('without a name they come from the email address, and without either there is a placeholder', () => {
  expect(getInitials(null, 'ada@example.com')).toBe('A');
  expect(getInitials(null, undefined)).toBe('?');
});

/** @jest-environment jsdom */
import { render, screen, within } from '@testing-library/react';
import { ClaimsTable } from '@/components/session/ClaimsTable';
import { Translated } from '../support/Translated';

const showTable = (payload: Record<string, unknown>) =>
  render(<ClaimsTable payload={payload} />, { wrapper: Translated });

function rowOf(name: RegExp): HTMLElement {
  return screen.getByRole('row', { name });
}

test('shows the name and the key of each claim', () => {
  showTable({ sub: 'user-1', tId: 'public' });
  expect(screen.getByRole('table', { name: /claims of your access token/i })).toBeInTheDocument();
  expect(within(rowOf(/^User sub/)).getByText('user-1')).toBeInTheDocument();
  expect(within(rowOf(/^Tenant tId/)).getByText('public')).toBeInTheDocument();
});

test('shows seconds since the epoch as a time', () => {
  showTable({ exp: 1_767_225_600 });
  const time = screen.getByText('1 January 2026 at 00:00:00 UTC');
  expect(time).toHaveAttribute('datetime', '2026-01-01T00:00:00.000Z');
});

test('shows custom claims of any type', () => {
  showTable({ plan: { seats: [1, 2] }, nothing: null, constructor: 'x' });
  expect(within(rowOf(/^Custom claim plan/)).getByText('{"seats":[1,2]}')).toBeInTheDocument();
  expect(within(rowOf(/^Custom claim nothing/)).getByText('none')).toBeInTheDocument();
  expect(within(rowOf(/^Custom claim constructor/)).getByText('x')).toBeInTheDocument();
});

test('shows a time claim that is not a number as text', () => {
  showTable({ iat: 'yesterday' });
  expect(screen.getByText('yesterday')).toBeInTheDocument();
});

test('escapes markup in a claim', () => {
  showTable({ sub: '<b>bold</b>' });
  expect(screen.getByText('<b>bold</b>')).toBeInTheDocument();
});

test('shows the user first, whatever the order of the token', () => {
  showTable({ own: 1, refreshTokenHash1: 'h', exp: 1, sub: 'u' });
  const keys = screen.getAllByRole('rowheader').map((cell) => cell.querySelector('code')?.textContent);
  expect(keys).toEqual(['sub', 'exp', 'refreshTokenHash1', 'own']);
});

it('explains the claims of the second factor, and shows no time where it was not proved', () => {
  showTable({ secondFactor: 'none', factorTime: 0 });
  expect(screen.getByRole('row', { name: /^Second factor secondFactor/ })).toHaveTextContent(/none$/);
  expect(screen.getByRole('row', { name: /^Second factor proved factorTime/ })).toHaveTextContent(/none$/);
});

/** @jest-environment jsdom */
import { render, screen } from '@testing-library/react';
import { UserMenu, type MenuUser } from '@/components/ui/UserMenu';
import { Translated } from '../support/Translated';

const show = (user: MenuUser | undefined) =>
  render(
    <UserMenu user={user} items={[]} current="/">
      {null}
    </UserMenu>,
    { wrapper: Translated },
  );

test('shows name and address, as text that changes no direction around it', () => {
  show({ name: 'Ada Lovelace', email: 'ada@example.com', initials: 'AL' });
  const texts = ['Ada Lovelace', 'ada@example.com'].map((text) => screen.getByText(text));
  expect(texts.map(({ tagName }) => tagName)).toEqual(['BDI', 'BDI']);
  expect(texts[1]?.closest('p')).toHaveTextContent('Signed in as Ada Lovelaceada@example.com');
  for (const avatar of screen.getAllByText('AL')) expect(avatar).toHaveAttribute('aria-hidden', 'true');
  expect(screen.getByRole('button')).toHaveAccessibleName('Menu');
});

test('shows the address alone where the user has no name, and the name where there is no address', () => {
  const { unmount } = show({ name: undefined, email: 'ada@example.com', initials: 'A' });
  expect(screen.getByText('ada@example.com').closest('p')).toHaveTextContent('Signed in as ada@example.com');
  unmount();
  show({ name: 'Ada', email: undefined, initials: 'A' });
  expect(screen.getByText('Ada').closest('p')).toHaveTextContent('Signed in as Ada');
});

test('shows a figure where neither is known', () => {
  show(undefined);
  expect(screen.queryByText(/Signed in as/)).toBeNull();
  const button = screen.getByRole('button', { name: 'Menu' });
  expect(button.querySelector('svg.avatar')).toHaveAttribute('aria-hidden', 'true');
});

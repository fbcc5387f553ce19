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

test('says who is signed in, as text that changes no direction around it', () => {
  show({ email: 'ada@example.com', initials: 'A' });
  const address = screen.getByText('ada@example.com');
  expect(address.tagName).toBe('BDI');
  expect(address.closest('p')).toHaveTextContent('Signed in as ada@example.com');
  expect(screen.getByText('A')).toHaveAttribute('aria-hidden', 'true');
  expect(screen.getByRole('button')).toHaveAccessibleName('Menu');
});

test('shows a figure where the user has no address', () => {
  show(undefined);
  expect(screen.queryByText(/Signed in as/)).toBeNull();
  const button = screen.getByRole('button', { name: 'Menu' });
  expect(button.querySelector('svg.avatar')).toHaveAttribute('aria-hidden', 'true');
});

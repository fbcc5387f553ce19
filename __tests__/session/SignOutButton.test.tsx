/** @jest-environment jsdom */
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SyntheticEvent } from 'react';
import { SignOutButton } from '@/components/session/SignOutButton';

function renderForm() {
  const onSubmit = jest.fn((event: SyntheticEvent) => event.preventDefault());
  render(
    <form onSubmit={onSubmit}>
      <SignOutButton label="Sign out" pendingLabel="Signing out…" />
    </form>,
  );
  return onSubmit;
}

test('shows that it was pressed, and a second press sends nothing', async () => {
  const onSubmit = renderForm();
  const button = screen.getByRole('button', { name: 'Sign out' });
  await userEvent.dblClick(button);
  expect(onSubmit).toHaveBeenCalledTimes(1);
  expect(button).toHaveAccessibleName('Signing out…');
  expect(button).toHaveAttribute('aria-disabled', 'true');
});

test('stays in the tab order while it is pending', async () => {
  renderForm();
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  expect(screen.getByRole('button', { name: 'Signing out…' })).toHaveFocus();
});

test('is ready again on a page that was restored by the back button', async () => {
  const onSubmit = renderForm();
  await userEvent.click(screen.getByRole('button'));
  fireEvent(window, new Event('pageshow'));
  await userEvent.click(screen.getByRole('button', { name: 'Sign out' }));
  expect(onSubmit).toHaveBeenCalledTimes(2);
});

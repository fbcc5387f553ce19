/** @jest-environment jsdom */
import { act, fireEvent, render, screen } from '@testing-library/react';
import { OnceButton } from '../../components/ui/form/OnceButton.tsx';

let submitted: number;

function renderForm(): HTMLElement {
  submitted = 0;
  render(
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submitted += 1;
      }}
    >
      <OnceButton label="Sign in" pendingLabel="Signing in…" />
    </form>,
  );
  return screen.getByRole('button', { name: 'Sign in' });
}

it('submits its form once, however often it is pressed', () => {
  const button = renderForm();
  for (let presses = 0; presses < 3; presses += 1) fireEvent.click(button);
  expect(submitted).toBe(1);
  expect(button).toHaveTextContent('Signing in…');
  expect(button).toHaveAttribute('aria-disabled', 'true');
});

it('can be pressed again on a page that the user comes back to', () => {
  const button = renderForm();
  fireEvent.click(button);
  act(() => void window.dispatchEvent(new Event('pageshow')));
  fireEvent.click(button);
  expect(submitted).toBe(2);
});

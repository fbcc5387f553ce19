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
      <input name="code" aria-label="Code" required />
      <OnceButton label="Sign in" pendingLabel="Signing in…" />
    </form>,
  );
  return screen.getByRole('button', { name: 'Sign in' });
}

const enter = (value: string) => fireEvent.change(screen.getByLabelText('Code'), { target: { value } });

it('submits its form once, however often it is pressed', () => {
  const button = renderForm();
  enter('123456');
  for (let presses = 0; presses < 3; presses += 1) fireEvent.click(button);
  expect(submitted).toBe(1);
  expect(button).toHaveTextContent('Signing in…');
  expect(button).toHaveAttribute('aria-disabled', 'true');
});

it('can be pressed again after the browser has refused an incomplete form', () => {
  const button = renderForm();
  fireEvent.click(button);
  expect([submitted, button.textContent]).toEqual([0, 'Sign in']);
  enter('123456');
  fireEvent.click(button);
  expect(submitted).toBe(1);
});

it('can be pressed again on a page that the user comes back to', () => {
  const button = renderForm();
  enter('123456');
  fireEvent.click(button);
  act(() => void window.dispatchEvent(new Event('pageshow')));
  fireEvent.click(button);
  expect(submitted).toBe(2);
});

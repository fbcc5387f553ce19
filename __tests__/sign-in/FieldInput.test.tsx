/** @jest-environment jsdom */
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FieldInput, inputId, type FieldInputProps } from '@/components/sign-in/FieldInput';

const TEXTS: Record<string, string> = {
  'widget.show': 'Show',
  'widget.hide': 'Hide',
  'widget.showPassword': 'Show password',
  'widget.hidePassword': 'Hide password',
};

const t = (name: string) => TEXTS[name] ?? name;

const props: FieldInputProps = {
  type: 'password',
  name: 'password',
  value: 'secret',
  hasError: false,
  onInputFocus: jest.fn(),
  onInputBlur: jest.fn(),
  onChange: jest.fn(),
};

/** The row that the widget puts around an input, with the message that it shows beside it. */
function Row({ hasError, ...rest }: Partial<FieldInputProps>) {
  return (
    <div data-supertokens="formRow">
      <label htmlFor={inputId('password')}>Password</label>
      <FieldInput t={t} {...props} {...rest} hasError={hasError ?? false} />
      {hasError === true && <div data-supertokens="inputErrorMessage">Too short</div>}
    </div>
  );
}

test('the label belongs to the input', () => {
  render(<Row />);
  expect(screen.getByLabelText('Password')).toHaveValue('secret');
});

test('the password is shown and hidden by keyboard', async () => {
  render(<Row />);
  const input = screen.getByLabelText('Password');
  expect(input).toHaveAttribute('type', 'password');
  await userEvent.tab();
  await userEvent.tab();
  const reveal = screen.getByRole('button', { name: 'Show password' });
  expect(reveal).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(input).toHaveAttribute('type', 'text');
  expect(reveal).toHaveAccessibleName('Hide password');
  await userEvent.keyboard(' ');
  expect(input).toHaveAttribute('type', 'password');
});

test('only passwords have a reveal button', () => {
  render(<FieldInput t={t} {...props} type="email" name="email" />);
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('an error is announced with its field', () => {
  const { rerender } = render(<Row />);
  expect(screen.getByLabelText('Password')).toBeValid();
  rerender(<Row hasError />);
  const input = screen.getByLabelText('Password');
  expect(input).toHaveAttribute('aria-invalid', 'true');
  expect(input).toHaveAccessibleDescription('Too short');
  expect(screen.getByRole('alert')).toHaveTextContent('Too short');
});

test('the widget receives the typed value', async () => {
  const onChange = jest.fn();
  render(<Row onChange={onChange} />);
  await userEvent.type(screen.getByLabelText('Password'), '!');
  expect(onChange).toHaveBeenCalledWith('secret!');
});

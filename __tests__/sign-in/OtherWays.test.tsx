/** @jest-environment jsdom */
import { render, screen, within } from '@testing-library/react';
import { OtherWays, type OtherWay } from '../../components/sign-in/OtherWays.tsx';
import { PROVIDERS } from '../../config/signInMethods.ts';
import { Translated } from '../support/Translated.tsx';

const WAYS: OtherWay[] = [
  { method: 'password', label: 'Continue with a link', href: '/elsewhere?redirectToPath=%2Faccount' },
];

it('lists the other ways as links, and marks the one that was used last', () => {
  render(<OtherWays ways={WAYS} lastUsed="password" hasPassword={false} />, { wrapper: Translated });
  const section = screen.getByRole('region', { name: 'Sign in' });
  const link = within(section).getByRole('link', { name: 'Continue with a link Last used' });
  expect(link).toHaveAttribute('href', '/elsewhere?redirectToPath=%2Faccount');
});

it('says that the password was used last', () => {
  render(<OtherWays ways={WAYS} lastUsed="password" hasPassword />, { wrapper: Translated });
  const section = screen.getByRole('region', { name: 'Or sign in another way' });
  expect(section).toHaveTextContent('You last signed in here with your email and password.');
});

it('marks nothing in a browser without a sign-in', () => {
  render(<OtherWays ways={WAYS} lastUsed={undefined} hasPassword />, { wrapper: Translated });
  expect(screen.getByRole('region')).not.toHaveTextContent(/last/i);
});

it('shows nothing where the password is the only way', () => {
  const { container } = render(<OtherWays ways={[]} lastUsed="password" hasPassword />, {
    wrapper: Translated,
  });
  expect(container).toBeEmptyDOMElement();
});

it('shows the icon of each provider beside its name, hidden from screen readers', () => {
  const ways = PROVIDERS.map((method) => ({ method, label: `Continue with ${method}`, href: '/start' }));
  render(<OtherWays ways={ways} lastUsed={undefined} hasPassword />, { wrapper: Translated });
  const icons = PROVIDERS.map((provider) => {
    const icon = screen.getByRole('link', { name: `Continue with ${provider}` }).querySelector('svg');
    expect(icon).toHaveAttribute('aria-hidden', 'true');
    return icon?.innerHTML;
  });
  expect(new Set(icons).size).toBe(PROVIDERS.length);
});

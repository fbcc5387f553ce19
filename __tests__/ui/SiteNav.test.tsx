/** @jest-environment jsdom */
import { render, screen } from '@testing-library/react';
import { SiteNav } from '@/components/ui/SiteNav';

const items = [
  { href: '/session', label: 'Session' },
  { href: '/account', label: 'Account' },
];

test.each([
  ['/session?a=1', 'page', null],
  ['/account', null, 'page'],
  ['/account/sessions', null, 'true'],
  ['/accounts', null, null],
])('at %s the links mark the current page', (current, session, account) => {
  render(<SiteNav items={items} label="Pages" current={current} />);
  expect(screen.getByRole('link', { name: 'Session' }).getAttribute('aria-current')).toBe(session);
  expect(screen.getByRole('link', { name: 'Account' }).getAttribute('aria-current')).toBe(account);
});

test.each([
  ['/account/sessions', null],
  ['/account?a=1', 'page'],
])('at %s an exact link is marked on its own page only', (current, marked) => {
  render(
    <SiteNav
      items={[{ href: '/account', label: 'Profile', exact: true }]}
      label="Account"
      current={current}
    />,
  );
  expect(screen.getByRole('link').getAttribute('aria-current')).toBe(marked);
});

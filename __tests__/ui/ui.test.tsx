/** @jest-environment jsdom */
import { render, screen, within } from '@testing-library/react';
import { Facts } from '@/components/ui/Facts';
import { Time } from '@/components/ui/Time';
import { Notice } from '@/components/ui/Notice';
import { RawJson } from '@/components/session/RawJson';
import { SessionSummary } from '@/components/session/SessionSummary';
import { SiteHeader } from '@/components/ui/SiteHeader';
import { SiteNav } from '@/components/ui/SiteNav';
import { SkipLink } from '@/components/ui/SkipLink';
import { Translated } from '../support/Translated';

test('Facts pairs each term with its detail and hint', () => {
  render(<Facts facts={[{ term: 'Email', detail: 'a@b.c', hint: 'Where letters go.' }]} />);
  expect(screen.getByRole('term')).toHaveTextContent('EmailWhere letters go.');
  expect(screen.getByRole('definition')).toHaveTextContent('a@b.c');
});

test('Time shows its time zone, and "unknown" for an invalid time', () => {
  const { rerender, container } = render(<Time at={0} />);
  expect(screen.getByText('1 January 1970 at 00:00:00 UTC')).toHaveAttribute(
    'datetime',
    '1970-01-01T00:00:00.000Z',
  );
  rerender(<Time at={Number.NaN} />);
  expect(container).toHaveTextContent('unknown');
});

test('Notice is a page with a heading and actions; its badge is hidden from screen readers', () => {
  render(
    <Notice badge="404" title="Page not found" actions={<a href="/">Home page</a>}>
      <p>Nothing here.</p>
    </Notice>,
  );
  const main = screen.getByRole('main');
  expect(within(main).getByRole('heading', { level: 1, name: 'Page not found' })).toBeInTheDocument();
  expect(within(main).getByRole('link', { name: 'Home page' })).toHaveAttribute('href', '/');
  expect(screen.getByText('404')).toHaveAttribute('aria-hidden', 'true');
});

test('RawJson is closed by default and can be scrolled by keyboard', () => {
  render(<RawJson summary="Raw JSON" value={{ a: 1 }} />);
  expect(screen.getByRole('group')).not.toHaveAttribute('open');
  expect(screen.getByText(/"a": 1/).closest('pre')).toHaveAttribute('tabindex', '0');
});

test('SessionSummary shows the user, the session and the times of the token', () => {
  const accessTokenPayload = { iat: 0, exp: 3600 };
  render(<SessionSummary user={{ userId: 'user-1', sessionHandle: 'handle-1', accessTokenPayload }} />, {
    wrapper: Translated,
  });
  for (const text of [
    'user-1',
    'handle-1',
    '1 January 1970 at 00:00:00 UTC',
    '1 January 1970 at 01:00:00 UTC',
  ]) {
    expect(screen.getByText(text)).toBeInTheDocument();
  }
});

test('SessionSummary accepts a token without times', () => {
  render(<SessionSummary user={{ userId: 'u', sessionHandle: 'h', accessTokenPayload: {} }} />, {
    wrapper: Translated,
  });
  expect(screen.getAllByText('unknown')).toHaveLength(2);
});

test('the header links to the home page and contains a named navigation', () => {
  render(
    <SiteHeader appName="Latchkey">
      <SiteNav label="Your pages" items={[{ href: '/session', label: 'Session' }]} />
    </SiteHeader>,
  );
  expect(screen.getByRole('link', { name: 'Latchkey' })).toHaveAttribute('href', '/');
  const nav = screen.getByRole('navigation', { name: 'Your pages' });
  expect(within(nav).getByRole('link', { name: 'Session' })).toHaveAttribute('href', '/session');
});

test('the skip link leads to the main element of Notice and of every page', () => {
  render(
    <>
      <SkipLink label="Skip to content" />
      <Notice badge="!" title="A page" actions={null}>
        text
      </Notice>
    </>,
  );
  const target = screen.getByRole('link', { name: 'Skip to content' }).getAttribute('href') ?? '';
  expect(document.querySelector(target)).toBe(screen.getByRole('main'));
});

/** @jest-environment jsdom */
import { render, screen, within } from '@testing-library/react';
import { NextIntlClientProvider } from 'next-intl';
import { DayCard } from '@/components/activity/DayCard';
import { activityKind, type ActivityDay } from '@/config/contracts/activity';
import { readMessages } from '@/config/messages/readMessages';
import { Translated } from '../support/Translated';

const at = Date.UTC(2026, 10, 25, 13, 5, 9);
const empty: ActivityDay = { day: '2026-11-25', entries: [], omitted: [], failedSignIns: 0 };

test('every kind has its own text, with time and device', () => {
  const kinds = activityKind.options;
  const entries = kinds.map((kind) => ({ at, kind, browser: 'Firefox 140', system: null }));
  render(<DayCard {...empty} entries={entries} />, { wrapper: Translated });
  const lines = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(new Set(lines).size).toBe(kinds.length);
  expect(lines[0]).toBe(`Signed in, Firefox 14013:05:09 UTC`);
  expect(screen.getByRole('region', { name: '25 November 2026 UTC' })).toBeVisible();
});

test('omits unknown devices and lists counted events last', () => {
  render(
    <DayCard
      {...empty}
      entries={[{ at, kind: 'role_given', browser: null, system: null }]}
      omitted={[
        { kind: 'signed_in', count: 1 },
        { kind: 'sessions_ended', count: 12 },
      ]}
      failedSignIns={3}
    />,
    { wrapper: Translated },
  );
  const lines = within(screen.getByRole('list')).getAllByRole('listitem');
  expect(lines.map(({ textContent }) => textContent)).toEqual([
    'An administrator assigned you a role13:05:09 UTC',
    'Signed in, once more',
    'Other sessions ended, 12 times more',
    '3 sign-ins failedwith a wrong password',
  ]);
});

test('uses the singular for one failed sign-in', () => {
  render(<DayCard {...empty} failedSignIns={1} />, { wrapper: Translated });
  expect(screen.getByRole('listitem')).toHaveTextContent('One sign-in failed');
});

test.each<['de' | 'ar', string, string]>([
  ['de', 'Andere Sitzungen beendet, noch 12-mal', '2 Anmeldungen fehlgeschlagenmit falschem Passwort'],
  ['ar', 'انتهت الجلسات الأخرى، 12 مرة أخرى غير مدرجة', 'فشلت محاولتان لتسجيل الدخولبكلمة مرور خاطئة'],
])('counts events in the plural forms of the language %s', (locale, omitted, failed) => {
  render(
    <NextIntlClientProvider locale={locale} messages={readMessages(locale)} timeZone="UTC">
      <DayCard {...empty} omitted={[{ kind: 'sessions_ended', count: 12 }]} failedSignIns={2} />
    </NextIntlClientProvider>,
  );
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([omitted, failed]);
});

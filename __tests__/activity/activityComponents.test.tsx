/** @jest-environment jsdom */
import { render, screen, within } from '@testing-library/react';
import { NextIntlClientProvider } from 'next-intl';
import { DayCard } from '@/components/activity/DayCard';
import { ActivityIconShapes } from '@/components/activity/ActivityIcon';
import { ActivityFilters } from '@/components/activity/ActivityFilters';
import { ACTIVITY_FILTERS, filterDays, toActivityFilter } from '@/components/activity/activityFilter';
import { groupByLocalDay, type LocalDay } from '@/components/activity/localDays';
import { activityKind, type ActivityDay } from '@/config/contracts/activity';
import { readMessages } from '@/config/messages/readMessages';
import { Translated } from '../support/Translated';

const at = Date.UTC(2026, 10, 25, 13, 5, 9);
const empty: LocalDay = { day: '2026-11-25', at, entries: [], omitted: [], failedSignIns: 0 };

test('every kind has its own text, with time and device', () => {
  const kinds = activityKind.options;
  const entries = kinds.map((kind) => ({ at, kind, browser: 'Firefox 140', system: null }));
  render(<DayCard {...empty} entries={entries} />, { wrapper: Translated });
  const lines = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(new Set(lines).size).toBe(kinds.length);
  expect(lines[0]).toBe(`Signed in, Firefox 14013:05:09 UTC`);
  expect(screen.getByRole('region', { name: '25 November 2026 UTC' })).toBeVisible();
});

test('every kind has an icon that the page draws', () => {
  const entries = activityKind.options.map((kind) => ({ at, kind, browser: null, system: null }));
  render(
    <>
      <ActivityIconShapes />
      <DayCard {...empty} entries={entries} failedSignIns={1} />
    </>,
    { wrapper: Translated },
  );
  const used = screen.getAllByRole('listitem').map((line) => line.querySelector('use')?.getAttribute('href'));
  const drawn = [...document.querySelectorAll('symbol')].map(({ id }) => `#${id}`);
  expect(used).toHaveLength(entries.length + 1);
  expect(new Set(used)).toEqual(new Set(drawn));
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

test('each event belongs to one filter', () => {
  const entries = activityKind.options.map((kind) => ({ at, kind, browser: null, system: null }));
  const omitted = activityKind.options.map((kind) => ({ kind, count: 1 }));
  const days: ActivityDay[] = [{ day: empty.day, entries, omitted, failedSignIns: 2 }];
  const found = ACTIVITY_FILTERS.map((filter) => filterDays(days, filter)[0]);
  const kinds = found.flatMap((day) => day?.entries.map(({ kind }) => kind) ?? []);
  expect(kinds.toSorted()).toEqual(activityKind.options.toSorted());
  expect(found.flatMap((day) => day?.omitted ?? [])).toHaveLength(omitted.length);
  expect(found.map((day) => day?.failedSignIns)).toEqual([2, 0, 0]);
  expect(filterDays(days, undefined)).toEqual(days);
});

test('a day without events of the filter is left out', () => {
  const day: ActivityDay = { day: empty.day, entries: [], omitted: [], failedSignIns: 1 };
  expect(filterDays([day], 'administration')).toEqual([]);
});

test.each([undefined, '', 'all', 'SIGN-INS', '__proto__', ['sign-ins', 'changes'], 'x'.repeat(9999)])(
  '%p is no filter',
  (value) => expect(toActivityFilter(value)).toBeUndefined(),
);

test('marks the filter that is shown', () => {
  render(<ActivityFilters path="/account/activity" current="changes" />, { wrapper: Translated });
  const links = screen.getAllByRole('link').map((link) => ({
    href: link.getAttribute('href'),
    current: link.getAttribute('aria-current'),
  }));
  expect(links).toEqual([
    { href: '/account/activity', current: null },
    { href: '/account/activity?kind=sign-ins', current: null },
    { href: '/account/activity?kind=changes', current: 'page' },
    { href: '/account/activity?kind=administration', current: null },
  ]);
});

const event = (moment: number) => ({ at: moment, kind: 'signed_in', browser: null, system: null }) as const;

test.each([
  ['UTC', ['2026-11-25', '2026-11-24']],
  ['Asia/Tokyo', ['2026-11-26', '2026-11-25']],
  ['America/Los_Angeles', ['2026-11-25', '2026-11-24']],
  ['Pacific/Kiritimati', ['2026-11-26', '2026-11-25']],
])('groups events by the days of %s', (zone, expected) => {
  const late = event(Date.UTC(2026, 10, 25, 20));
  const early = event(Date.UTC(2026, 10, 24, 22));
  const days = [
    { ...empty, entries: [late] },
    { ...empty, day: '2026-11-24', entries: [early] },
  ];
  const grouped = groupByLocalDay(days, zone);
  expect(grouped.map(({ day }) => day)).toEqual(expected);
  expect(grouped.flatMap(({ entries }) => entries)).toEqual([late, early]);
});

test('events of two days in UTC can be those of one day of the user', () => {
  const days = [
    { ...empty, entries: [event(Date.UTC(2026, 10, 25, 3))] },
    { ...empty, day: '2026-11-24', entries: [event(Date.UTC(2026, 10, 24, 20))] },
  ];
  expect(groupByLocalDay(days, 'America/New_York')).toMatchObject([{ day: '2026-11-24' }]);
});

test.each(['UTC', 'Etc/GMT+12', 'Pacific/Kiritimati', 'Asia/Kathmandu'])(
  'counted events stay on their date in %s',
  (zone) => {
    const [group] = groupByLocalDay([{ ...empty, failedSignIns: 2 }], zone);
    expect(group).toMatchObject({ day: empty.day, failedSignIns: 2 });
    const date = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(group?.at);
    expect(date).toBe(empty.day);
  },
);

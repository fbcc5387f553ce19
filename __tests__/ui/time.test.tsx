/** @jest-environment jsdom */
import { render, screen } from '@testing-library/react';
import { Time } from '@/components/ui/Time';
import { TimeZoneProvider } from '@/components/ui/TimeZone';
import { toTimeZone } from '../../config/timeZone.ts';

const NOW = Date.UTC(2026, 10, 27, 4, 27, 20);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function show(at: number, zone?: string) {
  render(
    <TimeZoneProvider zone={zone} now={NOW}>
      <Time at={at} />
    </TimeZoneProvider>,
  );
  return screen.getByRole('time');
}

test.each([
  ['just now', -10_000],
  ['in less than a minute', 10_000],
  ['1 minute ago', -MINUTE],
  ['59 minutes ago', -HOUR + 1],
  ['2 hours ago', -2 * HOUR - MINUTE],
  ['in 23 hours', 24 * HOUR - 1],
])('%s: recent times are relative, and exact on hover and for screen readers', (text, distance) => {
  const time = show(NOW + distance, 'Europe/Berlin');
  expect(time.querySelector('[aria-hidden]')).toHaveTextContent(text);
  expect(time.title).toMatch(/^2[678] November 2026 at \d\d:\d\d:\d\d (CET|GMT\+1)$/);
  expect(time.querySelector('.sr-only')).toHaveTextContent(time.title);
});

test.each([
  [undefined, '25 November 2026 at 23:30:00 UTC'],
  ['Asia/Tokyo', '26 November 2026 at 08:30:00 GMT+9'],
])('in %s older times are exact', (zone, text) => {
  const time = show(Date.UTC(2026, 10, 25, 23, 30), zone);
  expect(time).toHaveTextContent(text);
  expect(time).toHaveAttribute('datetime', '2026-11-25T23:30:00.000Z');
});

test('the zone of the browser is kept in a cookie for the next page', () => {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  show(NOW);
  expect(document.cookie).toBe(`timeZone=${encodeURIComponent(own)}`);
});

test.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['europe/berlin', 'Europe/Berlin'],
  ['UTC', 'UTC'],
  ['', undefined],
  ['Middle/Nowhere', undefined],
  ['../../etc', undefined],
  ['x'.repeat(5000), undefined],
  [undefined, undefined],
])('the time zone of a cookie with %j is %j', (name, zone) => {
  expect(toTimeZone(name)).toBe(zone);
});

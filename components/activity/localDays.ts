import type { ActivityDay } from '@/config/contracts/activity';
import { HOUR_MS } from '@/config/durations';

/** The events of one day of the user's time zone. */
export interface LocalDay extends ActivityDay {
  /** A moment of the day, in milliseconds since the epoch. */
  at: number;
}

/** Returns a function that tells the date of a moment in a time zone, for example `2026-11-25`. */
function dateIn(zone: string): (at: number) => string {
  // Swedish writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (at) => format.format(at);
}

/** Returns a moment of a date in a time zone. Zones are 12 hours behind UTC to 14 hours ahead of it. */
function momentOf(day: string, dateOf: (at: number) => string): number {
  const midnight = Date.parse(day);
  const moments = [12, 0, 23].map((hours) => midnight + hours * HOUR_MS);
  return moments.find((at) => dateOf(at) === day) ?? midnight;
}

/**
 * Groups events by the days of a time zone, newest first. Events of which only the number is kept stay on
 * the date that they have in UTC, because their times are not known.
 *
 * @param zone IANA name, one that `toTimeZone` has returned
 */
export function groupByLocalDay(days: readonly ActivityDay[], zone: string): LocalDay[] {
  const dateOf = dateIn(zone);
  const groups = new Map<string, LocalDay>();
  const groupOf = (day: string, at: number): LocalDay => {
    const group = groups.get(day) ?? { day, at, entries: [], omitted: [], failedSignIns: 0 };
    groups.set(day, group);
    return group;
  };
  for (const entry of days.flatMap(({ entries }) => entries)) {
    groupOf(dateOf(entry.at), entry.at).entries.push(entry);
  }
  for (const { day, omitted, failedSignIns } of days.filter(hasCounts)) {
    Object.assign(groupOf(day, momentOf(day, dateOf)), { omitted, failedSignIns });
  }
  return [...groups.values()].sort((one, other) => other.day.localeCompare(one.day, 'en'));
}

/** Whether there are events of which only the number is kept. */
export function hasCounts({ omitted, failedSignIns }: ActivityDay): boolean {
  return omitted.length > 0 || failedSignIns > 0;
}

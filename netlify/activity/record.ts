import * as z from 'zod';
import {
  activityEntry,
  activityKind,
  type ActivityEntry,
  type ActivityKind,
} from '../../config/contracts/activity.ts';
import { DAY_MS } from '../../config/durations.ts';
import { ACTIVITY_DAYS } from '../../config/rules/limits.ts';
import type { ActivityRow, NewActivity } from './activityRows.ts';

/** The events of one day (UTC). */
export interface DayRecord {
  entries: ActivityEntry[];
  /** Numbers of events per kind that are only counted. */
  omitted: Partial<Record<ActivityKind, number>>;
  failedSignIns: number;
}

/** By day, for example `2026-11-25`. */
export type ActivityRecord = Record<string, DayRecord>;

/**
 * Further events of a kind are only counted, so that they displace neither earlier ones nor other kinds and
 * days.
 */
export const MAX_PER_DAY = 5;

const FAILED_SIGN_IN = 'sign_in_failed';

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The first day whose entries are kept. */
export function oldestDay(now: number): string {
  // Entries are removed by age only.
  return dayOf(now - (ACTIVITY_DAYS - 1) * DAY_MS);
}

/** Returns what is stored of an event. */
export function toNewActivity(subject: string, entry: ActivityEntry): NewActivity {
  const { at, kind } = entry;
  return { subject, day: dayOf(at), kind, entries: [entry], maxEntries: MAX_PER_DAY };
}

/** Returns what is stored of a failed sign-in: its number. */
export function toFailedSignIn(subject: string, at: number): NewActivity {
  return { subject, day: dayOf(at), kind: FAILED_SIGN_IN, entries: [], maxEntries: 0 };
}

function addRow(day: DayRecord, { kind, times, entries }: ActivityRow): void {
  if (kind === FAILED_SIGN_IN) day.failedSignIns += times;
  const known = activityKind.safeParse(kind).data;
  // An earlier deploy may know kinds that this one does not.
  if (known === undefined) return;
  day.entries.push(...z.array(activityEntry).parse(entries));
  if (times > entries.length) day.omitted[known] = times - entries.length;
}

/** Groups stored rows by day, with the entries of a day in the order of time. */
export function toRecord(rows: readonly ActivityRow[]): ActivityRecord {
  const record: ActivityRecord = {};
  for (const row of rows) addRow((record[row.day] ??= { entries: [], omitted: {}, failedSignIns: 0 }), row);
  for (const { entries } of Object.values(record)) entries.sort((one, other) => one.at - other.at);
  return record;
}

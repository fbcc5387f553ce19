import * as z from 'zod';
import {
  activityEntry,
  activityKind,
  type ActivityEntry,
  type ActivityKind,
} from '../../config/contracts/activity.ts';
import { ACTIVITY_DAYS } from '../../config/rules/limits.ts';

/** The events of one day (UTC). */
export interface DayRecord {
  entries: ActivityEntry[];
  /** Numbers of further events per kind that are not kept individually. */
  more: Partial<Record<ActivityKind, number>>;
  failedSignIns: number;
}

/** By day, for example `2026-11-25`. */
export type ActivityRecord = Record<string, DayRecord>;

/** Further events of a kind are only counted, so that they displace neither earlier ones nor other kinds and days. */
export const MAX_PER_DAY = 5;

const DAY_MS = 24 * 3_600_000;

const stored = z.record(
  z.iso.date(),
  z.strictObject({
    entries: z.array(activityEntry),
    more: z.partialRecord(activityKind, z.number()),
    failedSignIns: z.number(),
  }),
);

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Parses a stored record. Anything invalid counts as an empty one. */
export function toRecord(known: unknown, now: number): ActivityRecord {
  // Entries are removed by age only.
  const oldest = dayOf(now - (ACTIVITY_DAYS - 1) * DAY_MS);
  const days = Object.entries(stored.safeParse(known).data ?? {});
  return Object.fromEntries(days.filter(([day]) => day >= oldest));
}

function withDay(record: ActivityRecord, at: number, change: (day: DayRecord) => DayRecord): ActivityRecord {
  const name = dayOf(at);
  return { ...record, [name]: change(record[name] ?? { entries: [], more: {}, failedSignIns: 0 }) };
}

/** Returns the record with one more event. */
export function withEntry(record: ActivityRecord, entry: ActivityEntry): ActivityRecord {
  return withDay(record, entry.at, (day) => {
    const alike = day.entries.filter(({ kind }) => kind === entry.kind).length;
    if (alike < MAX_PER_DAY) return { ...day, entries: [...day.entries, entry] };
    return { ...day, more: { ...day.more, [entry.kind]: (day.more[entry.kind] ?? 0) + 1 } };
  });
}

/** Returns the record with one more failed sign-in. */
export function withFailedSignIn(record: ActivityRecord, at: number): ActivityRecord {
  return withDay(record, at, (day) => ({ ...day, failedSignIns: day.failedSignIns + 1 }));
}

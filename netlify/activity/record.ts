import * as z from 'zod';
import {
  activityEntry,
  activityKind,
  type ActivityEntry,
  type ActivityKind,
} from '../../config/contracts/activity.ts';

/** What happened on one day of UTC. */
export interface DayRecord {
  entries: ActivityEntry[];
  /** How many more there were of a kind than are kept one by one. */
  more: Partial<Record<ActivityKind, number>>;
  failedSignIns: number;
}

/** By day, as in `2026-11-25`. */
export type ActivityRecord = Record<string, DayRecord>;

/** One of a kind too many is counted; those before it stay, and those of other kinds and days anyway. */
export const MOST_A_DAY = 5;

/** Only time takes away what was kept. */
export const DAYS_KEPT = 60;

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

/** What a store held; what is no record counts as an empty one. */
export function toRecord(known: unknown, now: number): ActivityRecord {
  const oldest = dayOf(now - (DAYS_KEPT - 1) * DAY_MS);
  const days = Object.entries(stored.safeParse(known).data ?? {});
  return Object.fromEntries(days.filter(([day]) => day >= oldest));
}

function withDay(record: ActivityRecord, at: number, change: (day: DayRecord) => DayRecord): ActivityRecord {
  const name = dayOf(at);
  return { ...record, [name]: change(record[name] ?? { entries: [], more: {}, failedSignIns: 0 }) };
}

/** The record with one more thing in it. */
export function withEntry(record: ActivityRecord, entry: ActivityEntry): ActivityRecord {
  return withDay(record, entry.at, (day) => {
    const alike = day.entries.filter(({ kind }) => kind === entry.kind).length;
    if (alike < MOST_A_DAY) return { ...day, entries: [...day.entries, entry] };
    return { ...day, more: { ...day.more, [entry.kind]: (day.more[entry.kind] ?? 0) + 1 } };
  });
}

/** The record with one more sign-in that failed. */
export function withFailedSignIn(record: ActivityRecord, at: number): ActivityRecord {
  return withDay(record, at, (day) => ({ ...day, failedSignIns: day.failedSignIns + 1 }));
}

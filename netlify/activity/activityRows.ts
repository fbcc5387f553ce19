import type { Query } from '../platform/store/database.ts';

/** One more of a kind: kept itself while a day has few of them, and counted in any case. */
const INSERT = `
  INSERT INTO activity AS known (subject, day, kind, times, entries)
  VALUES ($1, $2, $3, 1, $4::jsonb)
  ON CONFLICT (subject, day, kind) DO UPDATE
  SET times = known.times + 1,
      entries = CASE
        WHEN jsonb_array_length(known.entries) < $5 THEN known.entries || excluded.entries
        ELSE known.entries
      END
  RETURNING times`;

/** A statement of its own that waits for no lock, so that it cannot block another. */
const DELETE_EXPIRED = `
  DELETE FROM activity WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM activity WHERE day < $1 ORDER BY day LIMIT 20 FOR UPDATE SKIP LOCKED))`;

const SELECT = `
  SELECT day::text, kind, times, entries FROM activity WHERE subject = $1 AND day >= $2 ORDER BY day, kind`;

const DELETE_SUBJECT = 'DELETE FROM activity WHERE subject = $1';

/** Adds the days of one subject to those of another. */
const MOVE_SUBJECT = `
  WITH moved AS (DELETE FROM activity WHERE subject = $1 RETURNING day, kind, times, entries)
  INSERT INTO activity AS known (subject, day, kind, times, entries)
  SELECT $2, day, kind, times, entries FROM moved
  ON CONFLICT (subject, day, kind) DO UPDATE
  SET times = known.times + excluded.times, entries = known.entries || excluded.entries`;

/** The statements, for the test that explains them. */
export const ACTIVITY_STATEMENTS = { INSERT, DELETE_EXPIRED, SELECT, DELETE_SUBJECT, MOVE_SUBJECT };

/** What happened on a day, of one kind. */
export interface ActivityRow {
  /** As in `2026-11-25`. */
  day: string;
  kind: string;
  times: number;
  entries: unknown[];
}

/** What is to be kept of something that happened. */
export interface NewActivity {
  subject: string;
  day: string;
  kind: string;
  /** What is kept besides the number; none where only the number is. */
  entries: readonly object[];
  /** How many entries of a kind a day keeps. */
  maxEntries: number;
}

/** Keeps something that happened. Each new row makes room by removing some from before the oldest day. */
export async function insertActivity(query: Query, added: NewActivity, oldestDay: string): Promise<void> {
  const { subject, day, kind, entries, maxEntries } = added;
  const values = [subject, day, kind, JSON.stringify(entries), maxEntries];
  const [row] = await query<{ times: number }>(INSERT, values);
  if (row?.times === 1) await query(DELETE_EXPIRED, [oldestDay]);
}

/** What is kept of a subject since a day, the oldest first. */
export function selectActivity(query: Query, subject: string, oldestDay: string): Promise<ActivityRow[]> {
  return query<ActivityRow>(SELECT, [subject, oldestDay]);
}

/** Removes everything that is kept of a subject. */
export async function deleteActivity(query: Query, subject: string): Promise<void> {
  await query(DELETE_SUBJECT, [subject]);
}

/** Moves everything that is kept of a subject to another one. */
export async function moveActivityRows(query: Query, from: string, to: string): Promise<void> {
  await query(MOVE_SUBJECT, [from, to]);
}

import { randomUUID } from 'node:crypto';
import type { Query } from '../store/database.ts';
import type { Verdict } from './policy.ts';

/** Names a counter. */
export interface Counter {
  kind: string;
  /** Pseudonym of what is counted for: an account, a user, a network or a mail recipient. */
  subject: string;
  /** The browser or network that tries; empty where all are counted together. */
  source: string;
  /** After so long without a change, in milliseconds, the counter says what no counter says. */
  lifetimeMs: number;
}

const SELECT = 'SELECT state, version FROM counters WHERE subject = $1 AND kind = $2 AND source = $3';

/** Returns a row if it wrote: no instance has written since the state was read. */
export const WRITE_COUNTER = `
  INSERT INTO counters AS known (subject, kind, source, state, version, expires_at)
  VALUES ($1, $2, $3, $4::jsonb, $5, $6)
  ON CONFLICT (subject, kind, source) DO UPDATE
  SET state = excluded.state, version = excluded.version, expires_at = excluded.expires_at
  WHERE known.version = $7
  RETURNING version`;

/**
 * Counts one more in a minute, unless it has all that are allowed: one statement, because any number of
 * instances may count at the same time. Returns a row if it counted.
 */
const COUNT_IN_MINUTE = `
  INSERT INTO counters AS known (subject, kind, source, state, version, expires_at)
  VALUES ($1, $2, $3, jsonb_build_object('minute', $4::bigint, 'tries', 1), $5, $6)
  ON CONFLICT (subject, kind, source) DO UPDATE
  SET state = CASE
        WHEN known.state->'minute' = excluded.state->'minute'
        THEN jsonb_set(known.state, '{tries}', to_jsonb((known.state->>'tries')::integer + 1))
        ELSE excluded.state
      END,
      version = excluded.version, expires_at = excluded.expires_at
  WHERE known.state->'minute' <> excluded.state->'minute' OR (known.state->>'tries')::integer < $7
  RETURNING (state->>'tries')::integer AS tries`;

/** A statement of its own that waits for no lock, so that it cannot block another. */
const DELETE_EXPIRED = `
  DELETE FROM counters WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM counters WHERE expires_at <= $1 ORDER BY expires_at LIMIT 20 FOR UPDATE SKIP LOCKED))`;

const DELETE_ONE = 'DELETE FROM counters WHERE subject = $1 AND kind = $2 AND source = $3 RETURNING state';

const DELETE_SUBJECTS = 'DELETE FROM counters WHERE subject = ANY ($1)';

/** A counter that the other subject has, too, stays until it expires. */
const MOVE_SUBJECT = `
  UPDATE counters AS moved SET subject = $2 WHERE subject = $1 AND NOT EXISTS (
    SELECT 1 FROM counters AS known
    WHERE known.subject = $2 AND known.kind = moved.kind AND known.source = moved.source)`;

/** The statements, for the test that explains them. */
export const COUNTER_STATEMENTS = {
  SELECT,
  WRITE: WRITE_COUNTER,
  COUNT_IN_MINUTE,
  DELETE_EXPIRED,
  DELETE_ONE,
  DELETE_SUBJECTS,
  MOVE_SUBJECT,
};

/**
 * How often a change is tried again. Each try lost is one that another instance counted, so budgets end this
 * first: larger ones are counted in one statement.
 */
export const ATTEMPTS = 100;

/** What a try is told whose counter so many others change that it cannot be counted. */
export const CONTENDED = { allowed: false, retryAfterMs: 1000 } as const;

export interface Row {
  state: unknown;
  version: string;
}

export const primaryKey = ({ subject, kind, source }: Counter) => [subject, kind, source];

async function readRow(query: Query, counter: Counter): Promise<Row | undefined> {
  return (await query<Row>(SELECT, primaryKey(counter)))[0];
}

/** What is remembered by a counter; undefined where nothing is. */
export async function readState(query: Query, counter: Counter): Promise<unknown> {
  return (await readRow(query, counter))?.state;
}

/** Makes room for a new row. */
export async function deleteExpired(query: Query, now: number): Promise<void> {
  await query(DELETE_EXPIRED, [new Date(now)]);
}

/** Returns the parameters of WRITE_COUNTER. */
export function writtenValues(counter: Counter, known: Row | undefined, state: object, now: number) {
  const expires = new Date(now + counter.lifetimeMs);
  return [...primaryKey(counter), JSON.stringify(state), randomUUID(), expires, known?.version ?? null];
}

/**
 * Writes if no instance has written since `known` was read. Each new row makes room by removing expired ones.
 */
async function write(query: Query, counter: Counter, known: Row | undefined, state: object, now: number) {
  const written = await query(WRITE_COUNTER, writtenValues(counter, known, state, now));
  if (written.length > 0 && known === undefined) await deleteExpired(query, now);
  return written.length > 0;
}

/**
 * Changes what is remembered by a counter, in one step for all instances.
 *
 * @param next the new state; undefined leaves the counter alone
 */
export async function change<State extends object>(
  query: Query,
  counter: Counter,
  now: number,
  next: (known: State | undefined) => State | undefined,
): Promise<'changed' | 'left alone' | 'contended'> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const known = await readRow(query, counter);
    const state = next(known?.state as State | undefined);
    if (state === undefined) return 'left alone';
    if (await write(query, counter, known, state, now)) return 'changed';
  }
  return 'contended';
}

/** Judges a try by a counter and counts it, in one step for all instances. A refused try writes nothing. */
export async function count<State extends object>(
  query: Query,
  counter: Counter,
  now: number,
  judge: (known: State | undefined) => Verdict<State>,
): Promise<Verdict<State>> {
  let verdict: Verdict<State> | undefined;
  const outcome = await change<State>(query, counter, now, (known) => {
    verdict = judge(known);
    return verdict.allowed ? verdict.state : undefined;
  });
  return outcome === 'contended' || verdict === undefined ? CONTENDED : verdict;
}

/**
 * Counts a try of the current minute, in one statement.
 *
 * @param minute since the epoch
 * @param limit the number of tries that a minute has
 * @returns whether it was counted; a try beyond the limit writes nothing
 */
export async function countInMinute(
  query: Query,
  counter: Counter,
  { minute, limit, now }: { minute: number; limit: number; now: number },
): Promise<boolean> {
  const expires = new Date(now + counter.lifetimeMs);
  const values = [...primaryKey(counter), minute, randomUUID(), expires, limit];
  const [counted] = await query<{ tries: number }>(COUNT_IN_MINUTE, values);
  if (counted?.tries === 1) await deleteExpired(query, now);
  return counted !== undefined;
}

/** Removes a counter. Returns what was remembered by it; undefined where nothing was. */
export async function remove(query: Query, counter: Counter): Promise<unknown> {
  return (await query<Row>(DELETE_ONE, primaryKey(counter)))[0]?.state;
}

/** Removes all counters of these subjects. */
export async function removeSubjects(query: Query, subjects: readonly string[]): Promise<void> {
  await query(DELETE_SUBJECTS, [subjects]);
}

/** Moves all counters of a subject to another one. */
export async function moveSubject(query: Query, from: string, to: string): Promise<void> {
  await query(MOVE_SUBJECT, [from, to]);
}

import type { Query } from '../store/database.ts';
import { counters } from './counters.ts';
import {
  ATTEMPTS,
  change,
  CONTENDED,
  deleteExpired,
  primaryKey,
  remove,
  WRITE_COUNTER,
  writtenValues,
  type Counter,
  type Row,
} from './counterStore.ts';
import {
  evaluateUntrusted,
  UNTRUSTED,
  withTokensOf,
  type Backoff,
  type Bucket,
  type UntrustedTries,
  type Verdict,
} from './policy.ts';

/** The row of a network and that of all networks. */
const SELECT = `
  SELECT source, state, version FROM counters WHERE subject = $1 AND kind = $2 AND source IN ('', $3)`;

/** What `takeToken` of policy.ts finds in the row of all networks. */
const TOKENS = `LEAST($8::float8, (known.state->>'tokens')::float8
    + GREATEST(0, $9::float8 - (known.state->>'at')::float8) / $10::float8)`;

/**
 * Counts a try for its network, and takes a token of all networks where that could be counted. Returns a row
 * if both were possible. The token needs no version, because any number of networks may try at the same time.
 */
const COUNT = `
  WITH own AS (${WRITE_COUNTER})
  INSERT INTO counters AS known (subject, kind, source, state, version, expires_at)
  SELECT $1, $2, '', jsonb_build_object('tokens', $8::float8 - 1, 'at', $9::float8), $5, $6 FROM own
  ON CONFLICT (subject, kind, source) DO UPDATE
  SET state = jsonb_build_object('tokens', GREATEST(0, ${TOKENS} - 1), 'at', $9::float8),
      version = excluded.version, expires_at = excluded.expires_at
  WHERE ${TOKENS} >= 1 - 1e-9
  RETURNING version`;

/** The statements, for the test that explains them. */
export const UNTRUSTED_STATEMENTS = { SELECT, COUNT };

interface KnownTries {
  own: Row | undefined;
  shared: Row | undefined;
}

async function readTries(query: Query, key: string[]): Promise<KnownTries> {
  const rows = await query<Row & { source: string }>(SELECT, key);
  return { own: rows.find(({ source }) => source), shared: rows.find(({ source }) => !source) };
}

/** Returns whether the try could be counted. */
async function write(query: Query, counter: Counter, known: Row | undefined, own: Backoff, now: number) {
  const row = writtenValues(counter, known, own, now);
  const counted = await query(COUNT, [...row, UNTRUSTED.capacity, now, UNTRUSTED.refillMs]);
  if (counted.length > 0 && known === undefined) await deleteExpired(query, now);
  return counted.length > 0;
}

/**
 * Judges a try of an unknown browser and counts it. A refused try writes nothing, but for one that loses the
 * last token to another one: it counts for its network.
 *
 * @param account pseudonym of the account
 * @param network pseudonym of the network
 */
export async function countUntrusted(
  query: Query,
  account: string,
  network: string,
  now: number,
): Promise<Verdict<UntrustedTries>> {
  const counter = counters.untrusted(account, network);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { own, shared } = await readTries(query, primaryKey(counter));
    const verdict = evaluateUntrusted(own?.state as Backoff, shared?.state as Bucket, now);
    if (!verdict.allowed || (await write(query, counter, own, verdict.state.own, now))) return verdict;
  }
  return CONTENDED;
}

/** Gives the tries of a network back, after a success there. */
export async function forgetUntrusted(
  query: Query,
  account: string,
  network: string,
  now: number,
): Promise<void> {
  const own = (await remove(query, counters.untrusted(account, network))) as Backoff | undefined;
  if (own)
    await change<Bucket>(
      query,
      counters.untrusted(account),
      now,
      (shared) => shared && withTokensOf(shared, own, now),
    );
}

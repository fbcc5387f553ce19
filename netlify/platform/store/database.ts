import type { Client } from 'pg';
import { readDatabaseUrl } from '../../../config/env/databaseEnv.ts';
import { DatabaseUnavailable } from '../http/refusal.ts';
import { currentScope } from '../http/scope.ts';
import { databaseFailure, isStatementError, isTimeout, openConnection } from './connection.ts';

/**
 * Users wait for the database, so one that is slow is worse than none. In milliseconds, connecting included.
 */
const TIMEOUT_MS = 1500;

/** Runs one statement and returns its rows. Parameters are `$1`, `$2`, … */
export type Query = <Row extends object>(sql: string, values: readonly unknown[]) => Promise<Row[]>;

let open: { url: string; client: Client } | undefined;

function forget(client: Client): void {
  if (open?.client === client) open = undefined;
}

/** Ends a connection that can no longer be used, without waiting for the server. */
function abandon(client: Client): void {
  forget(client);
  void client.end().catch(() => undefined);
}

async function connect(url: string, timeoutMs: number): Promise<Client> {
  const client = await openConnection(url, timeoutMs, forget);
  open = { url, client };
  return client;
}

const msUntil = (end: number): number => Math.max(1, Math.ceil(end - performance.now()));

/**
 * A function that has slept may find its connection closed: a statement that fails on a connection from
 * before is run once more on a new one.
 */
async function run<Row extends object>(sql: string, values: readonly unknown[], end: number): Promise<Row[]> {
  const url = readDatabaseUrl();
  if (url === undefined) throw new DatabaseUnavailable('no database is provisioned');
  if (open !== undefined && open.url !== url) abandon(open.client);
  const known = open?.client;
  const client = known ?? (await connect(url, msUntil(end)));
  try {
    const query = { text: sql, values: [...values], query_timeout: msUntil(end) };
    return (await client.query<Row>(query)).rows;
  } catch (error) {
    if (isStatementError(error)) throw error;
    abandon(client);
    if (known === undefined || isTimeout(error)) throw error;
    return run(sql, values, end);
  }
}

/** The work that uses the connection, and what waits for it, in order. */
let last: Promise<unknown> = Promise.resolve();

/**
 * How often the database has failed: what waited meanwhile fails with it, instead of waiting its own time.
 */
let failures = 0;

async function attempt<T>(work: (query: Query) => Promise<T>): Promise<T> {
  const end = performance.now() + TIMEOUT_MS;
  try {
    return await work((sql, values) => run(sql, values, end));
  } catch (error) {
    if (!isStatementError(error)) failures += 1;
    const reason = databaseFailure(error);
    const scope = currentScope();
    if (scope !== undefined) scope.databaseFailure = reason;
    throw new DatabaseUnavailable(reason, { cause: error });
  }
}

/** Whether there is a database at all. */
export function hasDatabase(): boolean {
  return readDatabaseUrl() !== undefined;
}

/**
 * Runs statements on the one connection of this instance, after the work that was asked for before. Each
 * statement is atomic by itself: there are no transactions. Once the database has failed in a request it is
 * not asked again in it.
 *
 * @throws DatabaseUnavailable at the latest after TIMEOUT_MS; its message is the reason
 */
export async function withDatabase<T>(work: (query: Query) => Promise<T>): Promise<T> {
  const known = currentScope()?.databaseFailure;
  if (known !== undefined) throw new DatabaseUnavailable(known);
  const failuresBefore = failures;
  const turn = last.then(() => {
    if (failures !== failuresBefore) throw new DatabaseUnavailable('failed for the work before');
    return attempt(work);
  });
  last = turn.catch(() => undefined);
  return turn;
}

/** Runs one statement as {@link withDatabase} does. */
export const runStatement: Query = (sql, values) => withDatabase((query) => query(sql, values));

/** Runs work that its caller can do without, and returns `fallback` if the database cannot be used. */
export async function fallBackIfUnavailable<T, Fallback>(
  fallback: Fallback,
  work: () => Promise<T>,
): Promise<T | Fallback> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return fallback;
    throw error;
  }
}

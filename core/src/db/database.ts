import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Tx } from './query.ts';

type Outcome<T> = { ok: true; value: T } | { ok: false; error: unknown };

/**
 * The only wrapper around the SQLite connection.
 *
 * Commits are grouped: the writes of all requests that arrive in one turn of the event loop share one
 * transaction and one fsync, each in its own savepoint. A promise of `read` or `write` settles after the
 * commit of everything it saw, so a crash never revokes a response that was sent.
 *
 * Work is synchronous, so two units of work never interleave. Nesting throws, except for `peek`.
 */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #batch: PromiseWithResolvers<undefined> | null = null;
  #busy = false;

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
  }

  /** Runs work that only reads. */
  async read<T>(work: (tx: Tx) => T): Promise<T> {
    const outcome = this.#attempt(work);
    await this.#batch?.promise;
    return valueOf(outcome);
  }

  /**
   * Runs work in a transaction. When the promise resolves, all of it is durable; when it rejects, none of it.
   */
  async write<T>(work: (tx: Tx) => T): Promise<T> {
    this.#refuseNesting();
    const batch = this.#batch ?? this.#begin();
    this.#run('SAVEPOINT work');
    const outcome = this.#attempt(work);
    if (!outcome.ok) this.#run('ROLLBACK TO work');
    this.#run('RELEASE work');
    await batch.promise;
    return valueOf(outcome);
  }

  /**
   * Reads without waiting for a pending commit, for checks whose result is not itself a response. Needs no
   * transaction, so it may run inside another unit of work, whose changes it sees.
   */
  peek<T>(work: (tx: Tx) => T): T {
    return this.#busy ? work({ prepare: (sql) => this.#statement(sql) }) : valueOf(this.#attempt(work));
  }

  get hasUncommittedWrites(): boolean {
    return this.#batch !== null;
  }

  close(): void {
    if (!this.#connection.isOpen) return;
    this.#commit();
    this.#statements.clear();
    this.#connection.close();
  }

  #begin(): PromiseWithResolvers<undefined> {
    this.#run('BEGIN IMMEDIATE');
    const batch = Promise.withResolvers<undefined>();
    this.#batch = batch;
    // Requests that are already in the socket buffers are handled before this fires and join the batch.
    setImmediate(() => {
      this.#commit();
    });
    return batch;
  }

  #commit(): void {
    const batch = this.#batch;
    if (batch === null) return;
    this.#batch = null;
    try {
      this.#run('COMMIT');
      batch.resolve(undefined);
    } catch (error) {
      if (this.#connection.isTransaction) this.#run('ROLLBACK');
      batch.reject(error);
    }
  }

  #attempt<T>(work: (tx: Tx) => T): Outcome<T> {
    this.#refuseNesting();
    this.#busy = true;
    const scope = { open: true };
    try {
      const value = work({ prepare: (sql) => this.#prepare(sql, scope) });
      if (value instanceof Promise) throw new Error('work must be synchronous: await before or after it');
      return { ok: true, value };
    } catch (error) {
      return { ok: false, error };
    } finally {
      scope.open = false;
      this.#busy = false;
    }
  }

  #refuseNesting(): void {
    if (this.#busy) throw new Error('units of work cannot be nested: pass the tx instead');
  }

  #prepare(sql: string, scope: { open: boolean }): StatementSync {
    if (!scope.open) throw new Error('this tx has ended: a store was called outside its unit of work');
    return this.#statement(sql);
  }

  #run(sql: string): void {
    this.#statement(sql).run();
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw outcome.error;
}

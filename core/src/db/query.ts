import type { SQLInputValue, StatementSync } from 'node:sqlite';

/** A unit of work on the database. Valid only inside `Database.read`, `peek` and `write`. */
export interface Tx {
  prepare(sql: string): StatementSync;
}

const registered = new Set<string>();

/**
 * A SQL statement and the type of its rows. Statements are module constants: each is prepared once per
 * database, and a test runs EXPLAIN on every one.
 */
export class Query<Row> {
  readonly sql: string;

  constructor(sql: string) {
    this.sql = sql;
    registered.add(sql);
  }

  get(tx: Tx, ...values: SQLInputValue[]): Row | undefined {
    return tx.prepare(this.sql).get(...values) as Row | undefined;
  }

  all(tx: Tx, ...values: SQLInputValue[]): Row[] {
    return tx.prepare(this.sql).all(...values) as Row[];
  }

  /** Executes the statement and returns the number of changed rows. */
  run(tx: Tx, ...values: SQLInputValue[]): number {
    return Number(tx.prepare(this.sql).run(...values).changes);
  }
}

/** All statements of the loaded modules. */
export const registeredSql = (): readonly string[] => [...registered];

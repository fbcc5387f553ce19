import type { SQLInputValue, StatementSync } from 'node:sqlite';

/** What a store needs of the database: only valid inside `Database.read`, `peek` and `write`. */
export interface Tx {
  prepare(sql: string): StatementSync;
}

const registered = new Set<string>();

/**
 * One SQL statement and the shape of its rows. Statements are module constants: each is prepared once per
 * database, and a test can EXPLAIN every one of them.
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

  /** Runs a statement and gives the number of rows that it changed. */
  run(tx: Tx, ...values: SQLInputValue[]): number {
    return Number(tx.prepare(this.sql).run(...values).changes);
  }
}

/** Every statement that the loaded modules can run. */
export const registeredSql = (): readonly string[] => [...registered];

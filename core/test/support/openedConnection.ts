import { DatabaseSync } from 'node:sqlite';

/** The database connection of a core in this process. */
export interface OpenedConnection {
  readonly connection: DatabaseSync;
  /** Returns all rows of all tables as text. */
  readonly contents: () => string;
}

/** Calls `start` and returns its result with the database that it opened. */
export async function withConnection<T>(start: () => Promise<T>): Promise<[T, OpenedConnection]> {
  const prepare = jest.spyOn(DatabaseSync.prototype, 'prepare');
  try {
    const started = await start();
    const connection = prepare.mock.contexts.at(-1) as DatabaseSync;
    return [started, { connection, contents: readerOf(connection) }];
  } finally {
    prepare.mockRestore();
  }
}

/** Caches the contents until a statement changes a row, even one that is rolled back. */
function readerOf(connection: DatabaseSync): () => string {
  const tables = connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => String(name));
  const rowsOf = tables.map((table) => connection.prepare(`SELECT * FROM ${table}`));
  const changes = connection.prepare('SELECT total_changes() AS count');
  let known: { changes: unknown; contents: string } | null = null;
  return () => {
    const count = changes.get()?.count;
    if (known?.changes !== count)
      known = { changes: count, contents: JSON.stringify(rowsOf.map((rows, i) => [tables[i], rows.all()])) };
    return known?.contents ?? '';
  };
}

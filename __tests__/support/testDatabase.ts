import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import pg from 'pg';
import { askServices } from './services.ts';

/** The database of this test file. A worker runs one file after the other. */
export interface TestDatabase {
  readonly url: string;
  /** Runs one statement. */
  query: (sql: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
  /** The contents of a table as text. */
  contents: (table: 'counters' | 'activity') => Promise<string>;
  /** Closes all connections, like a database that is suspended. */
  disconnect: () => Promise<void>;
}

/**
 * Empties the database of this worker, with the tables or without, and lets the functions use it.
 *
 * @param tables `false` for a database on which no migration has run
 */
export async function startTestDatabase({ tables = true } = {}): Promise<TestDatabase> {
  const url = await askServices('database', tables ? '' : 'empty');
  setDatabaseUrl(url);
  const query: TestDatabase['query'] = async (sql, values = []) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  };
  return {
    url,
    query,
    contents: async (table) => JSON.stringify(await query(`SELECT * FROM ${table}`)),
    disconnect: async () => {
      await askServices('database', 'disconnect');
    },
  };
}

function setDatabaseUrl(url: string | undefined): void {
  if (url === undefined) delete process.env.NETLIFY_DB_URL;
  else process.env.NETLIFY_DB_URL = url;
}

/** A database that refuses connections. */
export const UNREACHABLE = 'postgres://postgres@127.0.0.1:1/postgres';

/** Runs work while the functions use another database, or none. */
export async function whileDatabaseIs<T>(url: string | undefined, work: () => Promise<T>): Promise<T> {
  const before = process.env.NETLIFY_DB_URL;
  setDatabaseUrl(url);
  try {
    return await work();
  } finally {
    setDatabaseUrl(before);
  }
}

/** A server that accepts connections and never responds. */
export async function startStalledDatabase() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.resume();
  });
  return {
    url: `postgres://postgres@127.0.0.1:${(server.address() as AddressInfo).port}/postgres`,
    nextConnection: () => once(server, 'connection'),
    /** Settles when all clients have closed their connections. */
    abandoned: () => Promise.all([...sockets].map(async (socket) => socket.closed || once(socket, 'close'))),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

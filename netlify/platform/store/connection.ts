import type pg from 'pg';

/** The certificate is verified wherever the connection string asks for TLS in any form. */
function toConfig(connectionString: string): pg.ClientConfig {
  const url = new URL(connectionString);
  const sslMode = url.searchParams.get('sslmode') ?? 'disable';
  return {
    host: url.hostname,
    port: url.port === '' ? 5432 : Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    ssl: sslMode !== 'disable',
  };
}

/** Left out of the types. It keeps an open connection from keeping the process alive. */
interface Unreferenced {
  unref: () => void;
}

/**
 * Opens a connection that does not keep the process alive.
 *
 * @param timeoutMs until the server has answered
 * @param onLost called when the connection ends by itself
 */
export async function openConnection(
  connectionString: string,
  timeoutMs: number,
  onLost: (client: pg.Client) => void,
): Promise<pg.Client> {
  // Most cold starts answer without the database.
  const { default: postgres } = await import('pg');
  const client = new postgres.Client({
    ...toConfig(connectionString),
    connectionTimeoutMillis: timeoutMs,
  });
  client.on('error', () => onLost(client));
  client.on('end', () => onLost(client));
  await client.connect();
  (client as pg.Client & Unreferenced).unref();
  return client;
}

/** Whether the server refused one statement: its connection can be used for others. */
export function isStatementError(error: unknown): boolean {
  return (error as { severity?: unknown } | null)?.severity === 'ERROR';
}

const UNDEFINED_TABLE = '42P01';

const isTimeoutMessage = (message: string): boolean => /\btimeout\b/i.test(message);

/** Whether an error says that the server did not answer in time. */
export function isTimeout(error: unknown): boolean {
  return error instanceof Error && isTimeoutMessage(error.message);
}

/** Why the database could not be used, in a word or two that hold no address and no value. */
export function databaseFailure(error: unknown): string {
  if (isTimeout(error)) return 'timeout';
  const code = (error as { code?: unknown } | null)?.code;
  if (code === UNDEFINED_TABLE) return 'no tables';
  return typeof code === 'string' && /^\w{2,30}$/.test(code) ? code : 'connection lost';
}

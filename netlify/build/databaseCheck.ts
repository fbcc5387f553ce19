import { readDatabaseUrl } from '../../config/env/databaseEnv.ts';
import type { SignInMethod } from '../../config/signInMethods.ts';
import { databaseFailure, openConnection } from '../platform/store/connection.ts';

/** A database that is asleep or far away answers well within this, in milliseconds. */
const TIMEOUT_MS = 10_000;

function describeConsequence(methods: readonly SignInMethod[]): string {
  const throttle = 'attempts are not counted and activity is not recorded';
  return methods.includes('passkey') ? `${throttle}, users have no passkeys` : throttle;
}

async function countTables(connectionString: string, timeoutMs: number): Promise<number> {
  const client = await openConnection(connectionString, timeoutMs, () => undefined);
  try {
    const text = "SELECT tablename FROM pg_tables WHERE tablename IN ('counters', 'activity')";
    const query = { text, values: [], query_timeout: timeoutMs };
    return (await client.query(query)).rows.length;
  } finally {
    void client.end().catch(() => undefined);
  }
}

/**
 * Returns one line for the build log: whether the deploy has a database for what its functions share. A
 * deploy without one signs users in, except with passkeys.
 *
 * @param methods the ways to sign in of the deploy
 * @param timeoutMs for connecting, and as long again for the query
 */
export async function describeDatabase(
  methods: readonly SignInMethod[],
  timeoutMs = TIMEOUT_MS,
): Promise<string> {
  const url = readDatabaseUrl();
  const consequence = describeConsequence(methods);
  if (url === undefined) {
    return `Warning: throttle absent: NETLIFY_DB_URL is not set, so ${consequence}. See docs/guides/deploy.md.`;
  }
  try {
    const tables = await countTables(url, timeoutMs);
    return tables === 2
      ? 'Throttle on: the database answers and has its tables.'
      : 'Throttle on with this deploy: the database answers, and Netlify creates its tables before it publishes the deploy.';
  } catch (error) {
    const reason = databaseFailure(error);
    return `Warning: throttle down: the database cannot be used (${reason}), so ${consequence} until it can.`;
  }
}

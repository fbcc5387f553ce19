import { processEnv, type EnvSource } from '../../config/env/env.ts';
import { readDatabaseUrl } from '../../config/env/databaseEnv.ts';
import type { SignInMethod } from '../../config/signInMethods.ts';
import { readSecondFactor } from '../../config/env/secondFactorEnv.ts';
import { databaseFailure, openConnection } from '../platform/store/connection.ts';

/** A database that is asleep or far away answers well within this, in milliseconds. */
const TIMEOUT_MS = 10_000;

function describeConsequence(methods: readonly SignInMethod[], source: EnvSource): string {
  const consequences = [
    'attempts are not counted and activity is not recorded',
    ...(methods.includes('passkey') ? ['users have no passkeys'] : []),
    ...(readSecondFactor(source, true).policy === 'off'
      ? []
      : ['users who sign in can do nothing, because SECOND_FACTOR is on']),
  ];
  return consequences.join(', ');
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
 * deploy without one signs users in, except with passkeys, and unless SECOND_FACTOR is on.
 *
 * @param methods the ways to sign in of the deploy
 * @param timeoutMs for connecting, and as long again for the query
 * @param source the build's environment, `process.env` outside tests
 */
export async function describeDatabase(
  methods: readonly SignInMethod[],
  timeoutMs = TIMEOUT_MS,
  source: EnvSource = processEnv(),
): Promise<string> {
  const url = readDatabaseUrl();
  const consequence = describeConsequence(methods, source);
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

import { startTestApp, type TestApp } from './testApp.ts';
import { startTestDatabase, type TestDatabase } from './testDatabase.ts';

/** The functions, and a database for what they share. */
export interface TestAppWithDatabase extends TestApp {
  readonly database: TestDatabase;
}

/** Most tests are about something else than how often one network may try. */
const UNLIMITED = { THROTTLE_TRIES_PER_MINUTE: '999999' };

/** Starts a database, and the functions with this environment. */
export async function startTestAppWithDatabase(
  env: Record<string, string> = {},
): Promise<TestAppWithDatabase> {
  const database = await startTestDatabase();
  const app = await startTestApp({ ...UNLIMITED, ...env });
  return { ...app, database };
}

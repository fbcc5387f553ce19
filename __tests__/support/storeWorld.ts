import { startFunctionWorld, type FunctionWorld } from './functionWorld.ts';
import { startTestDatabase, type TestDatabase } from './testDatabase.ts';

/** The functions, and a database for what they share. */
export interface StoreWorld extends FunctionWorld {
  readonly database: TestDatabase;
}

/** Most tests are about something else than how often one network may try. */
const UNLIMITED = { THROTTLE_TRIES_PER_MINUTE: '999999' };

/** Starts a database, and the functions with this environment. */
export async function startStoreWorld(env: Record<string, string> = {}): Promise<StoreWorld> {
  const database = await startTestDatabase();
  const world = await startFunctionWorld({ ...UNLIMITED, ...env });
  return { ...world, database };
}

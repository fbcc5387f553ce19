import { openInbox, type Inbox } from './inbox.ts';
import { startTestAppWithDatabase, type TestAppWithDatabase } from './testAppWithDatabase.ts';

/** The test app with all services of a deploy: core, database and mail server. */
export interface FullTestApp extends TestAppWithDatabase {
  readonly inbox: Inbox;
}

/** Opens an inbox and a database, and starts the functions with this environment. */
export async function startFullTestApp(env: Record<string, string> = {}): Promise<FullTestApp> {
  const inbox = await openInbox();
  const app = await startTestAppWithDatabase({ ...inbox.env, ...env });
  return { ...app, inbox };
}

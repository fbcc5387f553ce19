import { startInbox, type Inbox } from './inbox.ts';
import { startTestAppWithDatabase, type TestAppWithDatabase } from './testAppWithDatabase.ts';

/** The test app with all services of a deploy: core, database and mail server. */
export interface FullTestApp extends TestAppWithDatabase {
  readonly inbox: Inbox;
}

/** Starts an inbox, a database, and the functions with this environment. */
export async function startFullTestApp(env: Record<string, string> = {}): Promise<FullTestApp> {
  const inbox = await startInbox();
  const app = await startTestAppWithDatabase({ ...inbox.env, ...env });
  return {
    ...app,
    inbox,
    close: async () => {
      await app.close();
      await inbox.close();
    },
  };
}

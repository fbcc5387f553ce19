import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Starts the server of the tests' databases, once for each Jest run. It ends with this process. */
export default async function startDatabaseServer(): Promise<void> {
  const child = fork(join(import.meta.dirname, 'databaseServer.cjs'));
  const [port] = (await once(child, 'message')) as [number];
  child.unref();
  child.channel?.unref();
  process.env.TEST_DATABASES = `http://127.0.0.1:${port}`;
}

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Starts the process of the services that tests share, once for each Jest run. It ends with this process. */
export default async function startSharedServices(): Promise<void> {
  const child = fork(join(import.meta.dirname, 'sharedServices.cjs'));
  const [port] = (await once(child, 'message')) as [number];
  child.unref();
  child.channel?.unref();
  process.env.TEST_SERVICES = `http://127.0.0.1:${port}`;
}

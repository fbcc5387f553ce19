/**
 * Asks the process of sharedServices.cjs for what this worker uses.
 *
 * @param command for instance `disconnect`
 * @throws Error if it cannot be started
 */
export async function askServices(service: 'database' | 'inbox', command = ''): Promise<string> {
  const path = `${service}/${process.env.JEST_WORKER_ID ?? '1'}/${command}`;
  const response = await fetch(`${process.env.TEST_SERVICES}/${path}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`no ${service} for the tests: ${text}`);
  return text;
}

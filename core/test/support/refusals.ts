import type { OpenedConnection } from './openedConnection';

/** Expects an error response: one line of text without internals. */
export async function expectRefusal(response: Response): Promise<void> {
  const text = await response.text();
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8');
  expect(text.trimEnd()).not.toMatch(/\n|SQL|stack|node:/);
}

/** Expects a success, or a refusal that changed nothing. */
export async function expectResponse(
  { contents }: OpenedConnection,
  ask: () => Promise<Response>,
): Promise<void> {
  const before = contents();
  const response = await ask();
  if (response.status !== 200) {
    await expectRefusal(response);
    expect(contents() === before).toBe(true);
    return;
  }
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  const body: unknown = isJson ? await response.json() : await response.text();
  expect(body).toBeTruthy();
}

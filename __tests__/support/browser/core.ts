function control(path: string, body = ''): Promise<Response> {
  const base = process.env.E2E_CONTROL_URL;
  if (base === undefined) throw new Error('The stack of __tests__/support/browser/stack.ts is not running.');
  return fetch(base + path, { method: 'POST', body });
}

/** Runs with the core's clock set apart from this machine's by `offset` milliseconds. */
export async function withCoreClock<T>(offset: number, work: () => Promise<T>): Promise<T> {
  await control('/clock', String(offset));
  try {
    return await work();
  } finally {
    await control('/clock', '0');
  }
}

/** Runs while no core answers. */
export async function withoutCore<T>(work: () => Promise<T>): Promise<T> {
  await control('/core/down');
  try {
    return await work();
  } finally {
    await control('/core/up');
  }
}

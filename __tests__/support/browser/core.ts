import { test } from '@playwright/test';
import { usesAnotherCore } from '../testCore.ts';

function control(path: string, body = ''): Promise<Response> {
  const base = process.env.E2E_CONTROL_URL;
  if (base === undefined) throw new Error('The stack of __tests__/support/browser/stack.ts is not running.');
  return fetch(base + path, { method: 'POST', body });
}

/** Skips the test if it uses another core, whose clock cannot be set. */
export const requireCoreClock = () =>
  test.skip(usesAnotherCore(), "needs the local core: the test sets the core's clock");

/**
 * Runs with the core's clock set apart from this machine's by `offset` milliseconds. Skips the test with another core.
 */
export async function withCoreClock<T>(offset: number, work: () => Promise<T>): Promise<T> {
  requireCoreClock();
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

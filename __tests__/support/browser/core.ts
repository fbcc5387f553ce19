import { test } from '@playwright/test';
import { usesAnotherCore } from '../testCore.ts';
import type { StackCore } from './stackCore.ts';

let core: StackCore | undefined;

/** Sets the core of this worker's stack. */
export function setStackCore(next: StackCore): void {
  core = next;
}

function stackCore(): StackCore {
  if (core === undefined) throw new Error('The stack of __tests__/support/browser/stack.ts is not running.');
  return core;
}

/** Skips the test if it uses another core, whose clock cannot be set. */
export const requireCoreClock = () =>
  test.skip(usesAnotherCore(), "needs the local core: the test sets the core's clock");

/**
 * Runs work while the core's clock differs from this machine's by `offset` milliseconds. Skips the test with
 * another core.
 */
export async function withCoreClock<T>(offset: number, work: () => Promise<T>): Promise<T> {
  requireCoreClock();
  stackCore().setClock(offset);
  try {
    return await work();
  } finally {
    stackCore().setClock(0);
  }
}

/** Runs work while the core is down. */
export async function withoutCore<T>(work: () => Promise<T>): Promise<T> {
  await stackCore().down();
  try {
    return await work();
  } finally {
    await stackCore().up();
  }
}

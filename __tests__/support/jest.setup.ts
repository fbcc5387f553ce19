import { addEventHandler } from 'jest-circus';

// Matchers of the DOM, for tests of components: loading them takes as long as a small test file.
if ('document' in globalThis) jest.requireActual('@testing-library/jest-dom');

/** Also an error that wraps it, as a property test does. */
const needsLocalCore = (error: unknown): boolean =>
  Array.isArray(error)
    ? error.some(needsLocalCore)
    : error instanceof Error && (error.name === 'NeedsLocalCoreError' || needsLocalCore(error.cause));

/** A test that needs the local core is skipped when the tests use another one (see testCore.ts). */
addEventHandler((event) => {
  if (event.name !== 'test_done' || !needsLocalCore(event.test.errors)) return;
  Object.assign(event.test, { errors: [], status: 'skip' });
});

/**
 * An unexpected console.error or console.warn fails the test that caused it. A test that expects one
 * replaces the method with `jest.spyOn(console, 'error').mockImplementation(...)` and asserts on it.
 */
const unexpected: string[] = [];

beforeEach(() => {
  unexpected.length = 0;
  for (const level of ['error', 'warn'] as const) {
    jest.spyOn(console, level).mockImplementation((...args: unknown[]) => {
      unexpected.push(`console.${level}: ${args.map(String).join(' ')}`);
    });
  }
});

afterEach(() => {
  jest.restoreAllMocks();
  const seen = unexpected.splice(0);
  if (seen.length > 0) throw new Error(`unexpected output\n${seen.join('\n')}`);
});

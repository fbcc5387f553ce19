import '@testing-library/jest-dom';

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

import nextJest from 'next/jest.js';

const esmOnly = ['@middy', 'jose', '@hono', 'hono', '@simplewebauthn', 'otpauth', '@noble', 'server-only'];

const config = {
  testEnvironment: 'jsdom',
  // Only what hangs ends by it: that a machine is busy is no fault of a test.
  testTimeout: 300_000,
  testMatch: ['<rootDir>/__tests__/**/*.test.{ts,tsx}', '<rootDir>/core/test/**/*.test.ts'],
  setupFilesAfterEnv: ['<rootDir>/__tests__/support/jest.setup.ts'],
  testPathIgnorePatterns: ['<rootDir>/__tests__/artefacts/', '<rootDir>/.next/', '<rootDir>/.netlify/'],
  modulePathIgnorePatterns: ['<rootDir>/.next/', '<rootDir>/.netlify/'],
  moduleNameMapper: {
    '^@/(.*)$': '<rootDir>/$1',
    '^(@middy/[^/]+)$': '<rootDir>/node_modules/$1/index.js',
  },
};

/** next/jest replaces transformIgnorePatterns, so the ESM-only packages are let through on the resolved config. */
export default async function resolveConfig() {
  const resolved = await nextJest({ dir: import.meta.dirname })(config)();
  return {
    ...resolved,
    transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`, '^.+\\.module\\.(css|sass|scss)$'],
  };
}

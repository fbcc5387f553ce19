import { availableParallelism } from 'node:os';
import nextJest from 'next/jest.js';
import { ignoreEnvFiles } from './scripts/ignoreEnvFiles.ts';

const esmOnly = [
  '@middy',
  'jose',
  'oauth4webapi',
  '@hono',
  'hono',
  '@simplewebauthn',
  'otpauth',
  'next-intl',
  'use-intl',
  'intl-messageformat',
  'icu-minify',
  '@formatjs',
  '@noble',
  'server-only',
];

const MIN_WORKERS = 4;

const common = {
  // Tests that render components name jsdom in their first line.
  testEnvironment: 'node',
  globalSetup: '<rootDir>/__tests__/support/sharedServicesSetup.ts',
  setupFilesAfterEnv: ['<rootDir>/__tests__/support/jest.setup.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.next/', '<rootDir>/.netlify/'],
  moduleNameMapper: {
    '^@/(.*)$': '<rootDir>/$1',
    // Node resolves these by a condition of React server components, and next.config.js by an alias.
    '^next-intl/server$': '<rootDir>/node_modules/next-intl/dist/esm/production/server.react-server.js',
    '^next-intl/config$': '<rootDir>/app/_server/translationSettings.ts',
    '^(@middy/[^/]+)$': '<rootDir>/node_modules/$1/index.js',
  },
};

const projects = [
  {
    displayName: 'unit',
    testMatch: ['<rootDir>/__tests__/**/*.test.{ts,tsx}', '<rootDir>/core/test/**/*.test.ts'],
    testPathIgnorePatterns: ['<rootDir>/__tests__/artefacts/', '<rootDir>/.next/', '<rootDir>/.netlify/'],
  },
  {
    // Tests of the artefacts of `npm run netlify:build`; scripts/netlify-build.ts runs them after the build.
    displayName: 'artefacts',
    testMatch: ['<rootDir>/__tests__/artefacts/**/*.test.ts'],
    // The built functions import what Netlify packed, which lies in .netlify/.
    testPathIgnorePatterns: ['<rootDir>/.next/'],
  },
];

/** next/jest replaces transformIgnorePatterns, so ESM-only packages are added to the resolved config. */
async function resolveProject(project) {
  const resolved = await nextJest({ dir: import.meta.dirname })({ ...common, ...project })();
  return {
    ...resolved,
    transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`, '^.+\\.module\\.(css|sass|scss)$'],
  };
}

export default async function resolveConfig() {
  ignoreEnvFiles(import.meta.dirname, process.env);
  return {
    // Ends tests that hang only: a busy machine must not fail them. Jest ignores this option in a project.
    testTimeout: 300_000,
    // Most test files wait for a server or a child process, so a core runs more than one.
    maxWorkers: Math.max(MIN_WORKERS, availableParallelism()),
    testSequencer: '<rootDir>/__tests__/support/longestFirst.ts',
    projects: await Promise.all(projects.map(resolveProject)),
  };
}

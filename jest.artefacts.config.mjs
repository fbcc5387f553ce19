/** Tests of what `npm run netlify:build` made; scripts/netlify-build.ts runs them after the build. */
import base from './jest.config.mjs';

export default async function resolveConfig() {
  const resolved = await base();
  return {
    ...resolved,
    testEnvironment: 'node',
    testMatch: ['<rootDir>/__tests__/artefacts/**/*.test.ts'],
    testPathIgnorePatterns: ['<rootDir>/.next/'],
  };
}

/** @jest-environment node */
import { parseFeatures, startCore } from '#core';
import { HEALTH, startTestApp, type TestApp } from '../support/testApp.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { requireLocalCore } from '../support/testCore.ts';

let app: TestApp;
beforeAll(async () => {
  requireLocalCore('the test needs a core without a licence');
  process.env.TEST_CORE_FEATURES = 'none';
  app = await startTestApp({ CORE_FEATURES: 'account_linking,dashboard_login' });
});
afterAll(() => app.close());

it('tells which of the required paid features the core lacks', async () => {
  const response = await app.newBrowser().send({ path: HEALTH });
  expect(response.statusCode).toBe(200);
  expect(bodyOf(response)).toMatchObject({
    status: 'ok',
    core: {
      features: [],
      missingFeatures: ['account_linking', 'dashboard_login'],
      problem:
        'CORE_FEATURES: the core at SUPERTOKENS_CONNECTION_URI has no licence for account_linking, dashboard_login. Add a licence key to the core, or remove the names from CORE_FEATURES.',
    },
  });
  expect(app.log.at(-1)).toMatchObject({ outcome: 'core_features_missing' });
});

it('counts account linking as part of multi-factor authentication', async () => {
  const { pingCore } = await import('../../netlify/platform/core/pingCore.ts');
  const apiKey = 'key-of-the-tests';
  const core = await startCore({
    port: 0,
    data: ':memory:',
    apiKeys: [apiKey],
    features: parseFeatures('mfa'),
  });
  try {
    const requiredFeatures = ['account_linking', 'mfa', 'security'];
    expect(await pingCore({ connectionUri: core.url, apiKey, requiredFeatures })).toMatchObject({
      features: ['mfa'],
      missingFeatures: ['security'],
    });
  } finally {
    await core.close();
  }
});

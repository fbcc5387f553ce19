import { version } from '../../package.json';
import { responseHeader } from '../../netlify/platform/http/message.ts';
import type { CoreBehavior } from '../support/coreProxy.ts';
import { HEALTH, startTestApp, setUpTestApp } from '../support/testApp.ts';
import { bodyOf } from '../support/testBrowser.ts';

const COMMIT = '0c1d2e3f4a5b6c7d8e9f0c1d2e3f4a5b6c7d8e9f';

const app = setUpTestApp(() => startTestApp({ COMMIT_REF: COMMIT }));

const ask = () => app.newBrowser().send({ path: HEALTH });

/** The paid features of the core: none by default, see support/localCore.ts. */
async function featuresOfCore(): Promise<string[]> {
  const headers = { 'api-key': process.env.SUPERTOKENS_API_KEY ?? '', 'cdi-version': '5.4' };
  const response = await fetch(`${app.core.url}/ee/featureflag`, { headers });
  return ((await response.json()) as { features: string[] }).features;
}

it('reports the version and that the core responds', async () => {
  const features = await featuresOfCore();
  const response = await ask();
  expect(response.statusCode).toBe(200);
  expect(bodyOf(response)).toEqual({
    status: 'ok',
    core: {
      reachable: true,
      versions: expect.arrayContaining(['5.4']) as string[],
      latencyMs: expect.any(Number) as number,
      features,
      missingFeatures: [],
      problem: null,
    },
    throttle: 'absent',
    passkeys: 'absent',
    secondFactor: 'off',
    app: { version, commit: COMMIT },
  });
  expect(app.log.at(-1)).toMatchObject({ route: 'health', status: 200, outcome: 'healthy' });
});

it.each<[CoreBehavior, string]>([
  ['unreachable', 'not reachable'],
  ['failing', 'answered 500'],
  ['garbage', 'answered with something else than the core'],
  [
    'outdated',
    'The core at SUPERTOKENS_CONNECTION_URI supports CDI 4.0, 5.0; this SDK needs 5.4. Upgrade the core.',
  ],
])('is a 503 with a reason if the core is %s', async (behavior, reason) => {
  await app.core.setBehavior(behavior);
  const response = await ask();
  await app.core.setBehavior('normal');
  expect(response.statusCode).toBe(503);
  expect(responseHeader(response, 'retry-after')).toMatch(/^\d+$/);
  expect(bodyOf(response)).toMatchObject({ status: 'unavailable', core: { reachable: false, reason } });
});

it('is a 503 where the core rejects the key, and shows neither key nor URL', async () => {
  const { SUPERTOKENS_API_KEY: key = '' } = process.env;
  const { pingCore } = await import('../../netlify/platform/core/pingCore.ts');
  const { inRequestScope } = await import('../../netlify/platform/http/scope.ts');
  const { lambdaEvent } = await import('../support/lambdaEvent.ts');
  const refused = await inRequestScope(lambdaEvent({ path: HEALTH }), () =>
    pingCore({ connectionUri: app.core.url, apiKey: 'another-key', requiredFeatures: [] }),
  );
  expect(refused).toEqual({ reachable: false, reason: 'answered 401' });
  const { body } = await ask();
  expect(body).not.toContain(key);
  expect(body).not.toContain(new URL(app.core.url).host);
});

it('reports timings to developer tools', async () => {
  expect(responseHeader(await ask(), 'server-timing')).toMatch(/^total;dur=\d+\.\d, core;dur=\d+\.\d$/);
});

import packageJson from '../../package.json' with { type: 'json' };
import { getEnv } from '../../config/env/env.ts';
import type { HealthAnswer } from '../../config/contracts/health.ts';
import { pingCore } from '../platform/core/pingCore.ts';
import { createFunction } from '../platform/createFunction.ts';
import { json } from '../platform/http/message.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { defineRoute } from '../platform/routes/defineRoute.ts';
import { throttleState } from '../platform/throttle/counters.ts';

function outcomeOf(core: HealthAnswer['core']): string {
  if (!core.reachable) return 'core_unavailable';
  return core.missingFeatures.length > 0 ? 'core_features_missing' : 'healthy';
}

async function checkHealth() {
  const [core, throttle] = await Promise.all([pingCore(), throttleState()]);
  const { signInMethods, commit } = getEnv();
  const answer: HealthAnswer = {
    status: core.reachable ? 'ok' : 'unavailable',
    core,
    throttle,
    // They are in the same database.
    passkeys: signInMethods.includes('passkey') ? throttle : 'off',
    app: { version: packageJson.version, commit },
  };
  recordOutcome(outcomeOf(core));
  return json(core.reachable ? 200 : 503, answer, core.reachable ? {} : { 'retry-after': '5' });
}

/**
 * `GET /.netlify/functions/health`: 200 if this deploy can sign users in, otherwise 503. Contains no secrets.
 */
export const handler = createFunction({
  name: 'health',
  routes: { 'GET ': defineRoute({ handler: checkHealth }) },
});

import packageJson from '../../package.json' with { type: 'json' };
import { getEnv } from '../../config/env/env.ts';
import type { HealthAnswer } from '../../config/contracts/health.ts';
import { pingCore } from '../platform/core/pingCore.ts';
import { createFunction } from '../platform/createFunction.ts';
import { json } from '../platform/http/message.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { defineRoute } from '../platform/routes/defineRoute.ts';
import { throttleState } from '../platform/throttle/counters.ts';

/** Second factors need the database that also has the counters. */
function factorState(throttle: HealthAnswer['throttle']): HealthAnswer['secondFactor'] {
  return getEnv().secondFactor.policy === 'off' ? 'off' : throttle;
}

const canCheckFactors = (state: HealthAnswer['secondFactor']) => state === 'off' || state === 'on';

function outcomeOf({ core, secondFactor }: HealthAnswer): string {
  if (!core.reachable) return 'core_unavailable';
  if (!canCheckFactors(secondFactor)) return 'second_factor_unavailable';
  return core.missingFeatures.length > 0 ? 'core_features_missing' : 'healthy';
}

async function checkHealth() {
  const [core, throttle] = await Promise.all([pingCore(), throttleState()]);
  const { signInMethods, commit } = getEnv();
  const secondFactor = factorState(throttle);
  const isHealthy = core.reachable && canCheckFactors(secondFactor);
  const answer: HealthAnswer = {
    status: isHealthy ? 'ok' : 'unavailable',
    core,
    throttle,
    // They are in the same database.
    passkeys: signInMethods.includes('passkey') ? throttle : 'off',
    secondFactor,
    app: { version: packageJson.version, commit },
  };
  recordOutcome(outcomeOf(answer));
  return json(isHealthy ? 200 : 503, answer, isHealthy ? {} : { 'retry-after': '5' });
}

/**
 * `GET /.netlify/functions/health`: 200 if this deploy can sign users in, otherwise 503. Contains no secrets.
 */
export const handler = createFunction({
  name: 'health',
  routes: { 'GET ': defineRoute({ handler: checkHealth }) },
});

import type { SessionContainer } from 'supertokens-node/recipe/session';
import { getEnv } from '../../../config/env/env.ts';
import { rolesInClaims } from '../../../config/session/accessToken.ts';
import { factorObstacle, type FactorObstacle } from '../../../config/session/secondFactor.ts';
import { Refusal } from '../http/refusal.ts';
import { currentScope } from '../http/scope.ts';

const setUpFirst = () =>
  new Refusal(403, 'SECOND_FACTOR_SETUP_REQUIRED', 'Set up two-factor authentication first.');

const codeFirst = () =>
  new Refusal(403, 'SECOND_FACTOR_REQUIRED', 'Enter the code of your second factor first.');

function obstacleOf(session: SessionContainer, roles?: readonly string[]): FactorObstacle | undefined {
  const payload = session.getAccessTokenPayload() as Record<string, unknown>;
  return factorObstacle(getEnv().secondFactor.policy, payload, roles ?? rolesInClaims(payload));
}

/** Whether the user of a session may have a second factor that they have not given. */
export function isFactorPending(payload: Record<string, unknown>): boolean {
  const obstacle = factorObstacle(getEnv().secondFactor.policy, payload, []);
  return obstacle === 'check' || obstacle === 'code';
}

/**
 * Refuses a session whose user has not given their second factor, or has none and must have one. Every
 * verification of a session runs this; the code that such a session needs to go on or to end says so by
 * `allowWithoutFactor` of http/scope.ts.
 *
 * @param roles current roles from the core, where they are known
 * @throws Refusal 403 SECOND_FACTOR_REQUIRED or SECOND_FACTOR_SETUP_REQUIRED
 */
export function refuseWithoutFactor(session: SessionContainer, roles?: readonly string[]): void {
  const allowed = currentScope()?.allowedWithoutFactor;
  if (allowed === 'all') return;
  const obstacle = obstacleOf(session, roles);
  if (obstacle === undefined || obstacle === allowed) return;
  throw obstacle === 'set-up' ? setUpFirst() : codeFirst();
}

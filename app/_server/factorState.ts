import 'server-only';
import {
  SECOND_FACTOR_FUNCTION,
  secondFactorAnswer,
  FACTOR_SETTINGS_PATH,
} from '@/config/contracts/second-factor';
import { getEnv } from '@/config/env/env';
import { readAccessToken } from '@/config/session/accessToken';
import { factorObstacle, type FactorObstacle } from '@/config/session/secondFactor';
import { requestAccessToken } from './requestCookie';
import { answerOrRedirect, queryFunction } from './viewer';

/** Reads the token without verifying it: only for what a page shows. */
export async function readFactorObstacle(): Promise<FactorObstacle | undefined> {
  const facts = readAccessToken((await requestAccessToken()) ?? '');
  return facts && factorObstacle(getEnv().secondFactor.policy, facts.payload, facts.roles);
}

/** Returns the second factor of the user. Redirects without a session. */
export async function requireSecondFactor() {
  const outcome = await queryFunction(SECOND_FACTOR_FUNCTION, secondFactorAnswer);
  return answerOrRedirect(outcome, SECOND_FACTOR_FUNCTION);
}

/** Paths of areas that do not exist where the second factor is off. */
export const hiddenAreas = (): string[] =>
  getEnv().secondFactor.policy === 'off' ? [FACTOR_SETTINGS_PATH] : [];

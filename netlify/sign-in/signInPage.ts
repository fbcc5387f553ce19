import {
  METHOD_PARAM,
  MODE_PARAM,
  PROBLEM_PARAM,
  PROVIDER_PARAM,
  WAIT_PARAM,
  writeMethods,
  type SignInMode,
  type SignInProblem,
} from '../../config/contracts/signInForm.ts';
import { getEnv } from '../../config/env/env.ts';
import { pagePath } from '../../config/session/pagePath.ts';
import { CONFIRMS_PARAM, REDIRECT_PARAM } from '../../config/session/sessionRoutes.ts';
import type { ProviderId, SignInMethod } from '../../config/signInMethods.ts';
import { toRefusal } from '../platform/http/refusal.ts';
import { currentScope, recordOutcome } from '../platform/http/scope.ts';
import { SIGN_IN_OVERTAKEN } from './overtaken.ts';

/** Why a sign-in failed, for the sign-in page. */
export interface Problem {
  code: SignInProblem;
  /** In seconds. */
  wait?: string | undefined;
  provider?: ProviderId | undefined;
  methods?: readonly SignInMethod[] | undefined;
}

interface SignInPage {
  mode?: SignInMode;
  /** Where to go after the next attempt. */
  redirectTo?: string | undefined;
  /** Whether the user signs in to confirm who they are. */
  confirms?: boolean;
}

/** Returns the address of the sign-in page that says why a sign-in failed. */
export function signInPagePath({ code, wait, provider, methods = [] }: Problem, page: SignInPage): string {
  const { mode, redirectTo, confirms } = page;
  return pagePath(getEnv().websiteBasePath, {
    [MODE_PARAM]: mode === 'signup' && mode,
    [REDIRECT_PARAM]: redirectTo,
    [CONFIRMS_PARAM]: confirms === true && '1',
    [PROBLEM_PARAM]: code,
    [WAIT_PARAM]: wait,
    [PROVIDER_PARAM]: provider,
    [METHOD_PARAM]: writeMethods(methods),
  });
}

/** @throws the error itself if it is no fault of the request: the user gets a page that says so */
export function toProblem(error: unknown): Problem {
  const refusal = toRefusal(error, currentScope()?.coreFailure);
  if (refusal.statusCode >= 500) throw error;
  recordOutcome(refusal.outcome);
  if (refusal.outcome === SIGN_IN_OVERTAKEN) return { code: SIGN_IN_OVERTAKEN };
  if (refusal.statusCode === 429) return { code: 'too_many_tries', wait: refusal.headers['retry-after'] };
  return { code: 'rejected' };
}

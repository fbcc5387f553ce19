import {
  CHECK_EMAIL_SCREEN,
  ELSEWHERE_CONFIRMED,
  EMAIL_LINK_SCREEN,
  LINK_FIELDS,
  SENT_AGAIN_PARAM,
  TRIES_LEFT_PARAM,
  type CodeProblem,
  type LinkQuery,
} from '../../config/contracts/magic-link.ts';
import { PROBLEM_PARAM, WAIT_PARAM } from '../../config/contracts/signInForm.ts';
import { getEnv } from '../../config/env/env.ts';
import { pagePath } from '../../config/session/pagePath.ts';
import { REDIRECT_PARAM } from '../../config/session/sessionRoutes.ts';
import { HOME_PATH } from '../../config/supertokens/appInfo.ts';
import { signInPagePath, type Problem } from '../sign-in/signInPage.ts';

/** Why a form of the page "Check your email" was refused. */
interface RefusedForm {
  code: CodeProblem;
  /** Seconds, as in Retry-After. */
  wait?: string | undefined;
  triesLeft?: number;
}

function address(screen: string, path: string, query: Record<string, string | undefined>): string {
  const target = { [REDIRECT_PARAM]: path !== HOME_PATH && path };
  return pagePath(`${getEnv().websiteBasePath}/${screen}`, { ...target, ...query });
}

function problemQuery({ code, wait, triesLeft }: RefusedForm) {
  return {
    [PROBLEM_PARAM]: code,
    [WAIT_PARAM]: wait,
    [TRIES_LEFT_PARAM]: triesLeft === undefined ? undefined : String(triesLeft),
  };
}

/**
 * The sign-in page with a problem.
 *
 * @param confirms whether the user signs in to confirm who they are
 */
export const signInPage = (path: string, problem: Problem, confirms = false): string =>
  signInPagePath(problem, { redirectTo: path === HOME_PATH ? undefined : path, confirms });

/** The page "Check your email". */
export const checkEmailPage = (path: string, problem?: RefusedForm): string =>
  address(CHECK_EMAIL_SCREEN, path, problem === undefined ? {} : problemQuery(problem));

/** The page "Check your email", after another email was sent. */
export const sentAgainPage = (path: string): string =>
  address(CHECK_EMAIL_SCREEN, path, { [SENT_AGAIN_PARAM]: '1' });

/** The page of a link. */
export const linkPage = (link: Partial<LinkQuery>, path: string, isElsewhere = false): string =>
  address(EMAIL_LINK_SCREEN, path, {
    ...link,
    [LINK_FIELDS.elsewhere]: isElsewhere ? ELSEWHERE_CONFIRMED : undefined,
  });

import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { ACTIVITY_FUNCTION, activityAnswer, type ActivityAnswer } from '@/config/contracts/activity';
import { HOME_PATH } from '@/config/supertokens/appInfo';
import { getEnv } from '@/config/env/env';
import {
  PROFILE_FUNCTION,
  profileAnswer,
  type ProfileAnswer,
  type LoginMethodEntry,
} from '@/config/contracts/profile';
import { SESSIONS_FUNCTION, sessionsAnswer, type SessionsAnswer } from '@/config/contracts/sessions';
import { USER_FUNCTION, userAnswer, type UserAnswer } from '@/config/contracts/session';
import { toPlainPath } from '@/config/security/redirectPath';
import { REQUEST_PATH_HEADER } from '@/config/requestHeaders';
import { loginPath, refreshRedirect, verificationPath } from '@/config/session/sessionRoutes';
import type * as z from 'zod';
import { askFunction, type Outcome } from './askFunction';
import { proofPath } from './confirmIdentity';
import { forbiddenPath } from './forbidden';
import { logProblem } from './logProblem';
import { pageOrigin } from './pageOrigin';
import { unavailablePath } from './unavailable';
import { requestAccessToken } from './requestCookie';

/** Returns path and query of the page that is being rendered, as seen by the proxy. */
export async function requestedPath(): Promise<string> {
  return toPlainPath((await headers()).get(REQUEST_PATH_HEADER), HOME_PATH);
}

/** Calls a function on behalf of the user. */
export async function queryFunction<T>(path: string, schema: z.ZodType<T>): Promise<Outcome<T>> {
  const accessToken = await requestAccessToken();
  if (!accessToken) return { status: 'signed-out' };
  const outcome = await askFunction({ url: `${await pageOrigin()}${path}`, schema, accessToken });
  // The access token was refused. Only the refresh token can tell whether the session has ended.
  return outcome.status === 'signed-out' ? { status: 'refresh-needed' } : outcome;
}

/**
 * Returns where to redirect after a failed call: sign-in page, refresh hop, verification, 403 or 503 page.
 */
export async function redirectTarget(
  outcome: Exclude<Outcome<never>, { status: 'signed-in' }>,
  functionPath: string,
): Promise<string> {
  const wanted = await requestedPath();
  const env = getEnv();
  if (outcome.status === 'signed-out') return loginPath(env, wanted);
  if (outcome.status === 'refresh-needed') return refreshRedirect(env, wanted).path;
  if (outcome.status === 'refused' && outcome.code === 'ADMIN_REQUIRED') return forbiddenPath(wanted);
  if (outcome.status === 'unverified') return verificationPath(env, wanted);
  if (outcome.status === 'proof-needed') return proofPath(outcome.code, wanted);
  logProblem(`function-${outcome.status}`, {
    function: functionPath,
    origin: await pageOrigin(),
    reason: outcome.status === 'refused' ? outcome.message : outcome.reason,
  });
  return unavailablePath(wanted, Date.now());
}

/** Returns the answer, or throws Next's redirect. */
export async function answerOrRedirect<T>(outcome: Outcome<T>, functionPath: string): Promise<T> {
  if (outcome.status === 'signed-in') return outcome.answer;
  redirect(await redirectTarget(outcome, functionPath));
}

/** Returns the user of the session, with one call per request. Redirects without a session. */
export const requireUser = cache(async (): Promise<UserAnswer> => {
  return answerOrRedirect(await queryFunction(USER_FUNCTION, userAnswer), USER_FUNCTION);
});

/** Returns the profile of the user. Redirects without a session. */
export const requireProfile = cache(async (): Promise<ProfileAnswer> => {
  return answerOrRedirect(await queryFunction(PROFILE_FUNCTION, profileAnswer), PROFILE_FUNCTION);
});

/**
 * Returns the user's login method with email and password; undefined for a user without a password. Redirects
 * without a session.
 */
export async function findPasswordLogin(): Promise<LoginMethodEntry | undefined> {
  const { loginMethods } = await requireProfile();
  return loginMethods.find(({ recipe }) => recipe === 'emailpassword');
}

/**
 * Returns the user's login method whose address they can change: that with a password, or that by email link.
 * Redirects without a session.
 */
export async function findAddressLogin(): Promise<LoginMethodEntry | undefined> {
  const { loginMethods } = await requireProfile();
  const isOf = (wanted: LoginMethodEntry['recipe']) => loginMethods.find(({ recipe }) => recipe === wanted);
  return isOf('emailpassword') ?? isOf('passwordless');
}

/** Returns the sessions of the user. Redirects without a session. */
export const requireSessions = cache(async (): Promise<SessionsAnswer> => {
  return answerOrRedirect(await queryFunction(SESSIONS_FUNCTION, sessionsAnswer), SESSIONS_FUNCTION);
});

/** Returns the recent activity of the user. Redirects without a session. */
export const requireActivity = cache(async (): Promise<ActivityAnswer> => {
  return answerOrRedirect(await queryFunction(ACTIVITY_FUNCTION, activityAnswer), ACTIVITY_FUNCTION);
});

import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { ACTIVITY_FUNCTION, activityAnswer, type ActivityAnswer } from '@/config/contracts/activity';
import { HOME_PATH } from '@/config/supertokens/appInfo';
import { getEnv } from '@/config/env/env';
import { PROFILE_FUNCTION, profileAnswer, type ProfileAnswer, type WayIn } from '@/config/contracts/profile';
import { SESSIONS_FUNCTION, sessionsAnswer, type SessionsAnswer } from '@/config/contracts/sessions';
import { USER_FUNCTION, userAnswer, type UserAnswer } from '@/config/contracts/session';
import { toPlainPath } from '@/config/security/redirectPath';
import { REQUEST_PATH_HEADER } from '@/config/requestPath';
import { loginPath, refreshWay, verificationPath } from '@/config/session/sessionRoutes';
import type * as z from 'zod';
import { askFunction, type Outcome } from './askFunction';
import { forbiddenPath } from './forbidden';
import { logProblem } from './logProblem';
import { pageOrigin } from './pageOrigin';
import { unavailablePath } from './unavailable';
import { requestAccessToken } from './requestCookie';

/** The page that is being rendered, with its query, as the proxy saw it. */
export async function pathWanted(): Promise<string> {
  return toPlainPath((await headers()).get(REQUEST_PATH_HEADER), HOME_PATH);
}

/** Asks a function in the name of whoever opened the page. */
export async function ask<T>(path: string, schema: z.ZodType<T>): Promise<Outcome<T>> {
  const accessToken = await requestAccessToken();
  if (!accessToken) return { status: 'signed-out' };
  const outcome = await askFunction({ url: `${await pageOrigin()}${path}`, schema, accessToken });
  // There was a token, and it was not taken: whether the session is over, only the refresh token can tell.
  return outcome.status === 'signed-out' ? { status: 'refresh-needed' } : outcome;
}

/** Where somebody goes who asked in vain: to login, through the refresh hop, to the 403 or the 503 page. */
export async function wayOut(
  outcome: Exclude<Outcome<never>, { status: 'signed-in' }>,
  functionPath: string,
): Promise<string> {
  const wanted = await pathWanted();
  const env = getEnv();
  if (outcome.status === 'signed-out') return loginPath(env, wanted);
  if (outcome.status === 'refresh-needed') return refreshWay(env, wanted).path;
  if (outcome.status === 'refused' && outcome.code === 'ADMIN_REQUIRED') return forbiddenPath(wanted);
  if (outcome.status === 'unverified') return verificationPath(env, wanted);
  logProblem(`function-${outcome.status}`, {
    function: functionPath,
    origin: await pageOrigin(),
    reason: outcome.status === 'refused' ? outcome.message : outcome.reason,
  });
  return unavailablePath(wanted, Date.now());
}

/** The answer, or a redirect, which Next throws. */
export async function answerOrLeave<T>(outcome: Outcome<T>, functionPath: string): Promise<T> {
  if (outcome.status === 'signed-in') return outcome.answer;
  redirect(await wayOut(outcome, functionPath));
}

/** Who is signed in, asked once per request however many components want to know. Without a session: leaves the page. */
export const requireUser = cache(async (): Promise<UserAnswer> => {
  return answerOrLeave(await ask(USER_FUNCTION, userAnswer), USER_FUNCTION);
});

/** What the core knows about whoever is signed in. Without a session: leaves the page. */
export const requireProfile = cache(async (): Promise<ProfileAnswer> => {
  return answerOrLeave(await ask(PROFILE_FUNCTION, profileAnswer), PROFILE_FUNCTION);
});

/**
 * How whoever is signed in signs in with address and password; undefined for somebody who has no password. Without a
 * session: leaves the page.
 */
export async function emailPasswordWayIn(): Promise<WayIn | undefined> {
  const { waysIn } = await requireProfile();
  return waysIn.find(({ recipe }) => recipe === 'emailpassword');
}

/** Every place where whoever asks is signed in. Without a session: leaves the page. */
export const requireSessions = cache(async (): Promise<SessionsAnswer> => {
  return answerOrLeave(await ask(SESSIONS_FUNCTION, sessionsAnswer), SESSIONS_FUNCTION);
});

/** What happened to the account of whoever is signed in. Without a session: leaves the page. */
export const requireActivity = cache(async (): Promise<ActivityAnswer> => {
  return answerOrLeave(await ask(ACTIVITY_FUNCTION, activityAnswer), ACTIVITY_FUNCTION);
});

import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { requestAccessToken, requestCookie } from '@/app/_server/requestCookie';
import { describeCredentialProblem } from '@/components/sign-in/credentialProblem';
import { ResetScreen } from '@/components/sign-in/ResetForms';
import { VerificationScreen } from '@/components/sign-in/VerificationForms';
import {
  CREDENTIAL_FIELDS,
  DONE_PARAM,
  toCredentialOutcome,
  toCredentialProblem,
} from '@/config/contracts/credentialForms';
import { ENTERED_EMAIL_COOKIE, PROBLEM_PARAM, WAIT_PARAM } from '@/config/contracts/signInForm';
import { getEnv } from '@/config/env/env';
import { readAccessToken } from '@/config/session/accessToken';
import { HOME_PATH } from '@/config/supertokens/appInfo';
import type { LoginScreen } from '@/config/supertokens/loginScreens';
import type { FirstValues } from '@/app/_server/firstValues';
import { signInPathOf, wantedPath } from './pageQuery';

/** What the query says of a form that was sent. */
const answerIn = (query: FirstValues) => ({
  done: toCredentialOutcome(query[DONE_PARAM]),
  problem: toCredentialProblem(query[PROBLEM_PARAM]),
});

/** The answer to a form that was sent, in words. */
async function describeAnswer(query: FirstValues) {
  const { done, problem } = answerIn(query);
  const translators = { t: await getTranslations('sign-in'), platform: await getTranslations('platform') };
  return { done, problem: problem && describeCredentialProblem(problem, query[WAIT_PARAM], translators) };
}

/** Whether the query says how a form was answered. */
export function isCredentialAnswer(query: FirstValues): boolean {
  const { done, problem } = answerIn(query);
  return done !== undefined || problem !== undefined;
}

/** The user whom the access token of this request names. The function verifies it. */
async function claimedUser(): Promise<string | undefined> {
  const token = await requestAccessToken();
  return (token === undefined ? undefined : readAccessToken(token)?.userId) || undefined;
}

/** Renders a screen for a forgotten password or the verification of an address. */
export async function credentialScreen(screen: LoginScreen, query: FirstValues): Promise<ReactNode> {
  const { apiBasePath, websiteBasePath, passwordMinLength: minPasswordLength } = getEnv();
  const token = query[CREDENTIAL_FIELDS.token] || undefined;
  const redirectToPath = wantedPath(query);
  const signInPath = signInPathOf(redirectToPath);
  const paths = { apiBasePath, websiteBasePath, redirectToPath, signInPath };
  const shared = { ...paths, token, ...(await describeAnswer(query)) };
  if (screen === 'reset-password') {
    const entered = isCredentialAnswer(query) ? await requestCookie(ENTERED_EMAIL_COOKIE) : undefined;
    return <ResetScreen {...shared} minPasswordLength={minPasswordLength} email={entered ?? ''} />;
  }
  return <VerificationScreen {...shared} userId={await claimedUser()} target={redirectToPath ?? HOME_PATH} />;
}

import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { requestCookie } from '@/app/_server/requestCookie';
import { CodeForm } from '@/components/magic-link/CodeForm';
import { describeCodeProblem } from '@/components/magic-link/codeProblem';
import { ResendForm } from '@/components/magic-link/ResendForm';
import { KeepFragment } from '@/components/sign-in/KeepFragment';
import { StandalonePage } from '@/components/ui/StandalonePage';
import {
  CHECK_EMAIL_SCREEN,
  CODE_REQUEST_COOKIE,
  readCodeRequest,
  SENT_AGAIN_PARAM,
  toCodeProblem,
  TRIES_LEFT_PARAM,
} from '@/config/contracts/magic-link';
import { PROBLEM_PARAM, WAIT_PARAM } from '@/config/contracts/signInForm';
import { getEnv } from '@/config/env/env';
import { SIGN_IN_CODE_MINUTES } from '@/config/rules/limits';
import { LOGIN_SCREENS } from '@/config/supertokens/loginScreens';
import { firstValues, signInPathOf, wantedPath, type FirstValues, type PageQuery } from '../pageQuery';

const TITLE = LOGIN_SCREENS[CHECK_EMAIL_SCREEN];

export const metadata: Metadata = { title: TITLE, robots: { index: false } };

function refusedIn(query: FirstValues) {
  const problem = toCodeProblem(query[PROBLEM_PARAM]);
  if (problem === undefined) return undefined;
  return describeCodeProblem({ problem, wait: query[WAIT_PARAM], triesLeft: query[TRIES_LEFT_PARAM] });
}

/** Asks for the code that was sent by email, in the browser that requested it. */
export default async function CheckEmailPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const { appName, signInMethods, websiteBasePath } = getEnv();
  if (!signInMethods.includes('email')) redirect(websiteBasePath);
  const query = firstValues(await searchParams);
  const redirectToPath = wantedPath(query);
  const signInPath = signInPathOf(redirectToPath);
  const request = readCodeRequest(await requestCookie(CODE_REQUEST_COOKIE));
  const refused = refusedIn(query);
  if (request === undefined) {
    const { text } =
      refused ?? describeCodeProblem({ problem: 'code_expired', wait: undefined, triesLeft: undefined });
    return (
      <StandalonePage appName={appName} title="Request a new email" lead={text}>
        <p>
          <a className="button button-primary" href={signInPath}>
            Back to sign-in
          </a>
        </p>
      </StandalonePage>
    );
  }
  return (
    <StandalonePage
      appName={appName}
      title={TITLE}
      lead={
        <>
          We sent a link and a code to <strong className="break-all">{request.email}</strong>. Follow the
          link, or enter the code here. They work once, within {SIGN_IN_CODE_MINUTES} minutes.
        </>
      }
      done={query[SENT_AGAIN_PARAM] === undefined ? undefined : 'We sent you another email.'}
      problem={refused?.isAboutCode === false ? refused.text : undefined}
    >
      <KeepFragment>
        <CodeForm
          requestId={request.id}
          email={request.email}
          redirectToPath={redirectToPath}
          problem={refused?.isAboutCode === true ? refused.text : undefined}
        />
      </KeepFragment>
      <ResendForm redirectToPath={redirectToPath} signInPath={signInPath} />
    </StandalonePage>
  );
}

import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requestCookie } from '@/app/_server/requestCookie';
import { addressText } from '@/components/ui/addressText';
import { CodeForm } from '@/components/magic-link/CodeForm';
import { describeCodeProblem, type RefusedCode } from '@/components/magic-link/codeProblem';
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
import { firstValues, type FirstValues, type PageQuery } from '@/app/_server/firstValues';
import { signInPathOf, wantedPath } from '../pageQuery';
import { screenMetadata, screenTitle } from '../screenTitle';

export const generateMetadata = (): Promise<Metadata> => screenMetadata(CHECK_EMAIL_SCREEN);

function refusedIn(query: FirstValues): RefusedCode | undefined {
  const problem = toCodeProblem(query[PROBLEM_PARAM]);
  return problem && { problem, wait: query[WAIT_PARAM], triesLeft: query[TRIES_LEFT_PARAM] };
}

const EXPIRED: RefusedCode = { problem: 'code_expired', wait: undefined, triesLeft: undefined };

/** Asks for the code that was sent by email, in the browser that requested it. */
export default async function CheckEmailPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const { signInMethods, websiteBasePath } = getEnv();
  if (!signInMethods.includes('email')) redirect(websiteBasePath);
  const t = await getTranslations('magic-link');
  const translators = { t, platform: await getTranslations('platform') };
  const query = firstValues(await searchParams);
  const redirectToPath = wantedPath(query);
  const signInPath = signInPathOf(redirectToPath);
  const request = readCodeRequest(await requestCookie(CODE_REQUEST_COOKIE));
  const refusedForm = refusedIn(query);
  if (request === undefined) {
    const { text } = describeCodeProblem(refusedForm ?? EXPIRED, translators);
    return (
      <StandalonePage title={t('code.requestNew')} lead={text}>
        <p>
          <a className="button button-primary" href={signInPath}>
            {t('code.backToSignIn')}
          </a>
        </p>
      </StandalonePage>
    );
  }
  const refused = refusedForm && describeCodeProblem(refusedForm, translators);
  const { email } = request;
  return (
    <StandalonePage
      title={await screenTitle(CHECK_EMAIL_SCREEN)}
      lead={t.rich('code.lead', { email, minutes: SIGN_IN_CODE_MINUTES, user: addressText })}
      done={query[SENT_AGAIN_PARAM] === undefined ? undefined : t('code.sentAgain')}
      problem={refused?.isAboutCode === false ? refused.text : undefined}
    >
      <KeepFragment>
        <CodeForm
          requestId={request.id}
          email={email}
          redirectToPath={redirectToPath}
          problem={refused?.isAboutCode === true ? refused.text : undefined}
        />
      </KeepFragment>
      <ResendForm redirectToPath={redirectToPath} signInPath={signInPath} />
    </StandalonePage>
  );
}

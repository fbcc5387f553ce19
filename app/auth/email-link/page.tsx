import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requestCookie } from '@/app/_server/requestCookie';
import { askFunction } from '@/app/_server/askFunction';
import { logProblem } from '@/app/_server/logProblem';
import { pageOrigin } from '@/app/_server/pageOrigin';
import { unavailablePath } from '@/app/_server/unavailable';
import { requestedPath } from '@/app/_server/viewer';
import { addressText } from '@/components/ui/addressText';
import { LinkForm } from '@/components/magic-link/LinkForm';
import { StandalonePage } from '@/components/ui/StandalonePage';
import {
  CODE_REQUEST_COOKIE,
  ELSEWHERE_CONFIRMED,
  EMAIL_LINK_SCREEN,
  LINK_FIELDS,
  linkAnswer,
  linkQuery,
  MAGIC_LINK_FORMS,
  readCodeRequest,
  type LinkQuery,
} from '@/config/contracts/magic-link';
import { getEnv } from '@/config/env/env';
import { SIGN_IN_CODE_MINUTES } from '@/config/rules/limits';
import { firstValues, type PageQuery } from '@/app/_server/firstValues';
import { signInPathOf, wantedPath } from '../pageQuery';
import { screenMetadata } from '../screenTitle';

export const generateMetadata = (): Promise<Metadata> => screenMetadata(EMAIL_LINK_SCREEN);

/** Returns the address that a link is for; undefined if the link is not valid. */
async function addressOf(link: LinkQuery): Promise<string | undefined> {
  const origin = await pageOrigin();
  const url = `${origin}${MAGIC_LINK_FORMS.link}?${new URLSearchParams(link).toString()}`;
  const outcome = await askFunction({ url, schema: linkAnswer, accessToken: '' });
  if (outcome.status === 'signed-in') return outcome.answer.email;
  if (outcome.status === 'refused') return undefined;
  const reason = 'reason' in outcome ? outcome.reason : outcome.status;
  logProblem(`function-${outcome.status}`, { function: MAGIC_LINK_FORMS.link, origin, reason });
  redirect(unavailablePath(await requestedPath(), Date.now()));
}

async function isRequestedHere({ id }: LinkQuery): Promise<boolean> {
  const request = readCodeRequest(await requestCookie(CODE_REQUEST_COOKIE));
  return request?.id === id;
}

/** Target of the link in the email. Only the button signs in. */
export default async function EmailLinkPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const { appName, signInMethods, websiteBasePath } = getEnv();
  if (!signInMethods.includes('email')) redirect(websiteBasePath);
  const t = await getTranslations('magic-link');
  const query = firstValues(await searchParams);
  const redirectToPath = wantedPath(query);
  const link = linkQuery.safeParse({ id: query[LINK_FIELDS.request], code: query[LINK_FIELDS.code] }).data;
  const email = link && (await addressOf(link));
  if (link === undefined || email === undefined)
    return (
      <StandalonePage
        title={t('link.invalid')}
        lead={t('link.invalidLead', { minutes: SIGN_IN_CODE_MINUTES })}
      >
        <p>
          <a className="button button-primary" href={signInPathOf(redirectToPath)}>
            {t('link.toSignIn')}
          </a>
        </p>
      </StandalonePage>
    );
  const isElsewhere = query[LINK_FIELDS.elsewhere] === ELSEWHERE_CONFIRMED || !(await isRequestedHere(link));
  return (
    <StandalonePage
      title={isElsewhere ? t('link.titleElsewhere') : t('signIn')}
      lead={t.rich('link.lead', { appName, email, user: addressText })}
    >
      <LinkForm
        link={link}
        email={email}
        redirectToPath={redirectToPath}
        attempt={randomUUID()}
        isElsewhere={isElsewhere}
      />
    </StandalonePage>
  );
}

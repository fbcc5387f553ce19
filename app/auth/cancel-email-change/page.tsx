import type { Metadata } from 'next';
import { CancelEmailChangeForm } from '@/components/email/CancelEmailChangeForm';
import { PageHeading } from '@/components/ui/PageHeading';
import { SiteHeader } from '@/components/ui/SiteHeader';
import { MAIN_ID } from '@/components/ui/SkipLink';
import { getEnv } from '@/config/env/env';
import { LOGIN_SCREENS } from '@/config/supertokens/loginScreens';
import { cancelEmailChange } from './actions';

const TITLE = LOGIN_SCREENS['cancel-email-change'];

export const metadata: Metadata = { title: TITLE, robots: { index: false } };

interface Props {
  searchParams: Promise<{ token?: string | string[] }>;
}

/**
 * Target of the link that is sent to the current address when an email change is requested. Programs that
 * scan mails open links, too, so only the button cancels the change.
 */
export default async function CancelEmailChangePage({ searchParams }: Props) {
  const { token = '' } = await searchParams;
  const env = getEnv();
  return (
    <>
      <SiteHeader appName={env.appName} />
      <main
        id={MAIN_ID}
        className="max-w-page px-margin mx-auto grid w-full grow grid-cols-1 content-start gap-6 pt-8 pb-24 sm:pt-14"
      >
        <PageHeading title={TITLE}>
          If you did not request an email change, cancel it here. Your address stays as it is, and all your
          sessions end.
        </PageHeading>
        <CancelEmailChangeForm
          action={cancelEmailChange}
          token={[token].flat()[0] ?? ''}
          resetPath={`${env.websiteBasePath}/reset-password`}
        />
      </main>
    </>
  );
}

import type { Metadata } from 'next';
import { CancelEmailChangeForm } from '@/components/email/CancelEmailChangeForm';
import { StandalonePage } from '@/components/ui/StandalonePage';
import { getEnv } from '@/config/env/env';
import { LOGIN_SCREENS } from '@/config/supertokens/loginScreens';
import { firstValues, type PageQuery } from '../pageQuery';
import { cancelEmailChange } from './actions';

const TITLE = LOGIN_SCREENS['cancel-email-change'];

export const metadata: Metadata = { title: TITLE, robots: { index: false } };

/**
 * Target of the link that is sent to the current address when an email change is requested. Programs that
 * scan mails open links, too, so only the button cancels the change.
 */
export default async function CancelEmailChangePage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const { token = '' } = firstValues(await searchParams);
  const env = getEnv();
  return (
    <StandalonePage
      appName={env.appName}
      title={TITLE}
      lead="If you did not request an email change, cancel it here. Your address stays as it is, and all your sessions end."
    >
      <CancelEmailChangeForm
        action={cancelEmailChange}
        token={token}
        resetPath={`${env.websiteBasePath}/reset-password`}
      />
    </StandalonePage>
  );
}

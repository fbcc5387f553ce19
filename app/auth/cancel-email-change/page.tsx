import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CancelEmailChangeForm } from '@/components/email/CancelEmailChangeForm';
import { StandalonePage } from '@/components/ui/StandalonePage';
import { getEnv } from '@/config/env/env';
import { resetPath } from '@/config/session/sessionRoutes';
import { firstValues, type PageQuery } from '@/app/_server/firstValues';
import { screenMetadata } from '../screenTitle';
import { cancelEmailChange } from './actions';

export const generateMetadata = (): Promise<Metadata> => screenMetadata('cancel-email-change');

/**
 * Target of the link that is sent to the current address when an email change is requested. Programs that
 * scan mails open links, too, so only the button cancels the change.
 */
export default async function CancelEmailChangePage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const { token = '' } = firstValues(await searchParams);
  const env = getEnv();
  const t = await getTranslations('sign-in');
  return (
    <StandalonePage title={t('titles.cancelEmailChange')} lead={t('emailChange.cancelLead')}>
      <CancelEmailChangeForm
        action={cancelEmailChange}
        token={token}
        resetPath={resetPath(env)}
        texts={{
          cancel: t('emailChange.cancel'),
          canceling: t('emailChange.canceling'),
          setPassword: t('emailChange.setPassword'),
        }}
      />
    </StandalonePage>
  );
}

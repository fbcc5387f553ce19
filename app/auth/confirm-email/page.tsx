import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ActionForm } from '@/components/ui/form/ActionForm';
import { SubmitButton } from '@/components/ui/form/SubmitButton';
import { StandalonePage } from '@/components/ui/StandalonePage';
import { firstValues, type PageQuery } from '@/app/_server/firstValues';
import { screenMetadata } from '../screenTitle';
import { confirmEmail } from './actions';
import { Input } from '@/components/ui/form/elements';

export const generateMetadata = (): Promise<Metadata> => screenMetadata('confirm-email');

/**
 * Target of the link that is sent to the new address. Programs that scan mails open links, too, so only the
 * button changes the address.
 */
export default async function ConfirmEmailPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const t = await getTranslations('sign-in');
  const { token = '' } = firstValues(await searchParams);
  return (
    <StandalonePage title={t('titles.confirmEmail')} lead={t('emailChange.confirmLead')}>
      <ActionForm action={confirmEmail} className="grid grid-cols-1 justify-items-start gap-5">
        <Input type="hidden" name="token" value={token} />
        <SubmitButton label={t('emailChange.confirm')} pendingLabel={t('emailChange.changing')} />
      </ActionForm>
      <p>
        <a className="text-link" href="/account">
          {t('emailChange.toAccount')}
        </a>
      </p>
    </StandalonePage>
  );
}

import { getTranslations } from 'next-intl/server';
import { titleFrom } from '@/app/_server/titleFrom';
import { findAddressLogin } from '@/app/_server/viewer';
import { EmailForm } from '@/components/email/EmailForm';
import { addressText } from '@/components/ui/addressText';
import { Panel } from '@/components/ui/Card';
import { PageHeading } from '@/components/ui/PageHeading';
import { useTranslations } from '@/components/ui/translations';
import type { LoginMethodEntry } from '@/config/contracts/profile';
import { getEnv } from '@/config/env/env';
import { changeEmail } from './actions';

export const generateMetadata = titleFrom('email');

function EmailPanel({ identity, recipe }: LoginMethodEntry) {
  const t = useTranslations('email');
  const texts = {
    current: t.rich('current', { email: identity, address: addressText }),
    newEmail: t('newEmail'),
    password: t('password'),
    change: t('change'),
    sending: t('sending'),
  };
  return (
    <Panel>
      <EmailForm action={changeEmail} hasPassword={recipe === 'emailpassword'} texts={texts} />
    </Panel>
  );
}

/** Lets users change their email address. */
export default async function EmailPage() {
  const t = await getTranslations('email');
  const own = await findAddressLogin();
  return (
    <>
      <PageHeading title={t('heading')}>{t('lead')}</PageHeading>
      {own === undefined && <p>{t('refusals.fromProvider')}</p>}
      {own !== undefined && getEnv().smtp === undefined && <p>{t('noMail')}</p>}
      {own !== undefined && getEnv().smtp !== undefined && <EmailPanel {...own} />}
    </>
  );
}

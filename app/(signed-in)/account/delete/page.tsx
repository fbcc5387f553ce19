import { getTranslations } from 'next-intl/server';
import { titleFrom } from '@/app/_server/titleFrom';
import { findPasswordLogin } from '@/app/_server/viewer';
import { DeletionForm } from '@/components/deletion/DeletionForm';
import { Card } from '@/components/ui/Card';
import { PageHeading } from '@/components/ui/PageHeading';
import { DOWNLOAD_PATH } from '@/config/session/sessionRoutes';
import { deleteAccount } from './actions';

export const generateMetadata = titleFrom('deletion');

/** Download of all data, and deletion of the account. */
export default async function DeletePage() {
  const t = await getTranslations('deletion');
  const own = await findPasswordLogin();
  const texts = {
    password: t('form.password'),
    confirm: t('form.confirm', { words: t('words') }),
    confirmHint: t('form.confirmHint'),
    submit: t('form.submit'),
    deleting: t('form.deleting'),
  };
  return (
    <>
      <PageHeading title={t('title')}>{t('lead')}</PageHeading>
      <Card id="download" title={t('download.title')} description={t('download.description')}>
        {/* A plain link without `download`, because it may redirect to the refresh hop or the sign-in page. */}
        <a className="button" href={DOWNLOAD_PATH}>
          {t('download.submit')}
        </a>
      </Card>
      <Card id="delete" title={t('form.title')} description={t('form.description')} destructive>
        <DeletionForm action={deleteAccount} email={own?.identity} texts={texts} />
      </Card>
    </>
  );
}

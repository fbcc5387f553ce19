import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { readCodePage } from '@/app/_server/codePage';
import { readFactorObstacle } from '@/app/_server/factorState';
import { titleFrom } from '@/app/_server/titleFrom';
import { requireUser } from '@/app/_server/viewer';
import { FactorForm } from '@/components/second-factor/FactorForm';
import { PageHeading } from '@/components/ui/PageHeading';
import { NOT_FOUND_PATH } from '@/config/areas';
import { CODE_PAGES } from '@/config/contracts/second-factor';
import { getEnv } from '@/config/env/env';
import { HOME_PATH } from '@/config/supertokens/appInfo';

export const generateMetadata = titleFrom('second-factor');

/** Asks a user who has signed in for their second factor. The function that gets the form decides. */
export default async function SecondFactorPage({ searchParams }: PageProps<'/second-factor'>) {
  if (getEnv().secondFactor.policy === 'off') redirect(NOT_FOUND_PATH);
  const asked = readCodePage(await searchParams, HOME_PATH);
  const t = await getTranslations('second-factor');
  const isNeeded = (await readFactorObstacle()) === 'code';
  // Redirects a session that needs something else.
  if (!isNeeded) await requireUser();
  return (
    <>
      <PageHeading title={t('title')}>{isNeeded ? t('form.lead') : t('form.notNeeded')}</PageHeading>
      {isNeeded ? (
        <>
          <FactorForm {...asked} page={CODE_PAGES.signIn} canTrust />
          <p className="text-note text-soft max-w-xl">{t('form.lost')}</p>
        </>
      ) : (
        <p>
          <a className="button button-primary" href={asked.target}>
            {t('form.continue')}
          </a>
        </p>
      )}
    </>
  );
}

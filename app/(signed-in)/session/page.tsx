import { getTranslations } from 'next-intl/server';
import { titleFrom } from '@/app/_server/titleFrom';
import { requireUser } from '@/app/_server/viewer';
import { ClaimsTable } from '@/components/session/ClaimsTable';
import { RawJson } from '@/components/session/RawJson';
import { PageHeading } from '@/components/ui/PageHeading';
import { SessionSummary } from '@/components/session/SessionSummary';

export const generateMetadata = titleFrom('session');

/** Shows the session. The user function is asked before the first byte is sent, so it is part of the HTML. */
export default async function SessionPage() {
  const t = await getTranslations('session');
  const user = await requireUser();
  return (
    <>
      <PageHeading title={t('title')} />
      <SessionSummary user={user} />
      <section aria-labelledby="claims" className="grid grid-cols-1 gap-4">
        <div className="grid gap-1">
          <h2 id="claims" className="text-h2">
            {t('accessToken')}
          </h2>
          <p className="text-soft max-w-2xl">{t('lead')}</p>
        </div>
        <ClaimsTable payload={user.accessTokenPayload} />
        <RawJson summary={t('rawJson')} value={user} />
      </section>
    </>
  );
}

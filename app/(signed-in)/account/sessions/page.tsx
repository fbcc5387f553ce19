import { getTranslations } from 'next-intl/server';
import { titleFrom } from '@/app/_server/titleFrom';
import { requireSessions } from '@/app/_server/viewer';
import { SessionCard } from '@/components/sessions/SessionCard';
import { ALL_OTHER_SESSIONS, ALL_SESSIONS, SESSION_FIELD } from '@/components/sessions/sessionField';
import { ConfirmDialog } from '@/components/ui/ConfirmDialog';
import { ActionForm } from '@/components/ui/form/ActionForm';
import { PageHeading } from '@/components/ui/PageHeading';
import { endSessions } from './actions';

export const generateMetadata = titleFrom('sessions');

/** Lists the user's sessions, with buttons to end them. */
export default async function SessionsPage() {
  const t = await getTranslations('sessions');
  const { sessions, omittedSessions } = await requireSessions();
  const isOnlySession = sessions.length === 1 && omittedSessions === 0;
  return (
    <>
      <PageHeading title={t('title')}>{t('lead')}</PageHeading>
      <ActionForm action={endSessions}>
        <ul className="grid grid-cols-1 gap-3">
          {sessions.map((session) => (
            <SessionCard key={session.handle} session={session} />
          ))}
        </ul>
        {omittedSessions > 0 && <p>{t('omitted', { count: omittedSessions })}</p>}
        {isOnlySession ? (
          <p className="text-soft">{t('noOthers')}</p>
        ) : (
          <div className="grid justify-items-start gap-2">
            <ConfirmDialog
              label={t('endOthers')}
              title={t('endOthersTitle')}
              text={t('endOthersHint')}
              pendingLabel={t('signingOut')}
              choice={{ name: SESSION_FIELD, value: ALL_OTHER_SESSIONS }}
            />
            <p className="text-note text-soft max-w-xl">{t('endOthersHint')}</p>
          </div>
        )}
        <div className="grid justify-items-start gap-2">
          <ConfirmDialog
            label={t('endAll')}
            title={t('endAllTitle')}
            text={t('endAllHint')}
            pendingLabel={t('signingOut')}
            choice={{ name: SESSION_FIELD, value: ALL_SESSIONS }}
          />
          <p className="text-note text-soft max-w-xl">{t('endAllHint')}</p>
        </div>
      </ActionForm>
    </>
  );
}

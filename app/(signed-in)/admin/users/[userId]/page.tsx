import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { NO_SUCH_USER, requireUserDetails } from '@/app/(signed-in)/admin/_server/users';
import { SessionCard } from '@/components/sessions/SessionCard';
import { ALL_OTHER_SESSIONS, SESSION_FIELD } from '@/components/sessions/sessionField';
import { getEnv } from '@/config/env/env';
import { LoginMethods } from '@/components/profile/LoginMethods';
import { ADMIN_FIELDS } from '@/components/admin/adminFields';
import { DeleteUserForm } from '@/components/admin/DeleteUserForm';
import { RoleList } from '@/components/admin/RoleList';
import { PasskeySummary } from '@/components/admin/PasskeySummary';
import { Card } from '@/components/ui/Card';
import { Code } from '@/components/ui/Code';
import { Facts } from '@/components/ui/Facts';
import { ConfirmDialog } from '@/components/ui/ConfirmDialog';
import { ActionForm } from '@/components/ui/form/ActionForm';
import { PageHeading } from '@/components/ui/PageHeading';
import { Time } from '@/components/ui/Time';
import { useTranslations } from '@/components/ui/translations';
import type { UserDetailsAnswer } from '@/config/contracts/admin';
import { ADMIN_ROLE } from '@/config/security/roles';
import { changeRole, deleteUser, endUserSessions, removeUserFactor } from './actions';
import { Input } from '@/components/ui/form/elements';
import { Address } from '@/components/ui/Address';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin');
  return { title: t('user.title') };
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-3">
      <h2 id={id} className="text-h2">
        {title}
      </h2>
      {children}
    </section>
  );
}

function UserIdField({ userId }: { userId: string }) {
  return <Input type="hidden" name={ADMIN_FIELDS.user} value={userId} />;
}

function Sessions({ userId, sessions, omittedSessions, isSelf }: UserDetailsAnswer) {
  const t = useTranslations('admin');
  const others = sessions.filter(({ current }) => !current).length + omittedSessions;
  const label = isSelf ? t('sessions.endOthers') : t('sessions.endAll');
  return (
    <ActionForm action={endUserSessions}>
      <UserIdField userId={userId} />
      {sessions.length === 0 && <p>{t('sessions.none')}</p>}
      <ul className="grid grid-cols-1 gap-3">
        {sessions.map((session) => (
          <SessionCard key={session.handle} session={session} />
        ))}
      </ul>
      {omittedSessions > 0 && <p>{t('sessions.omitted', { count: omittedSessions })}</p>}
      {others > 0 && (
        <div>
          <ConfirmDialog
            label={label}
            title={t('sessions.endTitle')}
            text={t('sessions.endText')}
            pendingLabel={t('sessions.ending')}
            choice={{ name: SESSION_FIELD, value: ALL_OTHER_SESSIONS }}
          />
        </div>
      )}
    </ActionForm>
  );
}

function Deletion({ userId, emails, roles, isSelf }: UserDetailsAnswer) {
  const t = useTranslations('admin');
  if (isSelf) return <p>{t('deletion.own')}</p>;
  if (roles.includes(ADMIN_ROLE)) return <p>{t('refusals.isAdmin')}</p>;
  const texts = {
    confirm: t('deletion.confirm', { expected: emails[0] ?? userId }),
    submit: t('deletion.submit'),
    deleting: t('deletion.deleting'),
  };
  return <DeleteUserForm action={deleteUser} userId={userId} texts={texts} />;
}

function SecondFactor({ userId, secondFactor, isSelf }: UserDetailsAnswer) {
  const t = useTranslations('admin');
  if (secondFactor === 'unavailable') return <p>{t('factor.unavailable')}</p>;
  return (
    <ActionForm action={removeUserFactor}>
      <UserIdField userId={userId} />
      {secondFactor === null ? (
        <p>{t('factor.off')}</p>
      ) : (
        <p>
          {t.rich('factor.on', {
            added: () => <Time at={secondFactor.addedAt} />,
            count: secondFactor.recoveryCodesLeft,
          })}
        </p>
      )}
      {secondFactor !== null && !isSelf && (
        <div className="grid justify-items-start gap-2">
          <ConfirmDialog
            label={t('factor.turnOff')}
            title={t('factor.question')}
            text={t('factor.hint')}
            pendingLabel={t('factor.turningOff')}
          />
          <p className="text-note text-soft max-w-xl">{t('factor.hint')}</p>
        </div>
      )}
    </ActionForm>
  );
}

/** Decodes a route parameter, which Next passes as it stands in the URL. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    redirect(NO_SUCH_USER);
  }
}

/** One user: account, roles, sessions and deletion. */
export default async function UserPage({ params }: PageProps<'/admin/users/[userId]'>) {
  const t = await getTranslations('admin');
  const user = await requireUserDetails(decode((await params).userId));
  const { userId, emails, timeJoined, loginMethods, passkeys } = user;
  return (
    <>
      <div className="grid">
        <p>
          <a className="text-link text-small min-h-target inline-flex items-center" href="/admin">
            {t('user.all')}
          </a>
        </p>
        <PageHeading title={emails[0] === undefined ? t('user.noEmail') : <Address>{emails[0]}</Address>} />
      </div>
      <Facts
        facts={[
          {
            term: t('user.email'),
            detail: emails.length === 0 ? t('user.noneEmail') : <Address>{emails.join(', ')}</Address>,
          },
          { term: t('user.joined'), detail: <Time at={timeJoined} /> },
          {
            term: t('user.signInMethods'),
            detail: <LoginMethods loginMethods={loginMethods} openIdName={getEnv().social.oidc?.name} />,
          },
          { term: t('user.passkeys'), detail: <PasskeySummary passkeys={passkeys} /> },
          { term: t('user.id'), detail: <Code>{userId}</Code> },
        ]}
      />
      <Section id="roles" title={t('roles.title')}>
        <ActionForm action={changeRole}>
          <UserIdField userId={userId} />
          <RoleList {...user} />
        </ActionForm>
        <p className="text-note text-soft max-w-xl">{t('roles.hint')}</p>
      </Section>
      {getEnv().secondFactor.policy !== 'off' && (
        <Section id="second-factor" title={t('factor.title')}>
          <SecondFactor {...user} />
        </Section>
      )}
      <Section id="sessions" title={t('sessions.title')}>
        <Sessions {...user} />
      </Section>
      <Card id="deletion" title={t('deletion.title')} description={t('deletion.description')} destructive>
        <Deletion {...user} />
      </Card>
    </>
  );
}

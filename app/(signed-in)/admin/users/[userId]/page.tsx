import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
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
import { ActionForm } from '@/components/ui/form/ActionForm';
import { SubmitButton } from '@/components/ui/form/SubmitButton';
import { PageHeading } from '@/components/ui/PageHeading';
import { Time } from '@/components/ui/Time';
import type { UserDetailsAnswer } from '@/config/contracts/admin';
import { ADMIN_ROLE } from '@/config/security/roles';
import { changeRole, deleteUser, endUserSessions, removeUserFactor } from './actions';
import { Input } from '@/components/ui/form/elements';

export const metadata: Metadata = { title: 'User' };

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
  const others = sessions.filter(({ current }) => !current).length + omittedSessions;
  return (
    <ActionForm action={endUserSessions}>
      <UserIdField userId={userId} />
      {sessions.length === 0 && <p>No active sessions.</p>}
      <ul className="grid grid-cols-1 gap-3">
        {sessions.map((session) => (
          <SessionCard key={session.handle} session={session} />
        ))}
      </ul>
      {omittedSessions > 0 && <p>And {omittedSessions} more.</p>}
      {others > 0 && (
        <div>
          <SubmitButton
            label={isSelf ? 'Sign out of other sessions' : 'End all sessions'}
            pendingLabel="Ending…"
            choice={{ name: SESSION_FIELD, value: ALL_OTHER_SESSIONS }}
            className="button"
          />
        </div>
      )}
    </ActionForm>
  );
}

function Deletion({ userId, emails, roles, isSelf }: UserDetailsAnswer) {
  if (isSelf) {
    return <p>This is your own account. Delete it on your account pages.</p>;
  }
  if (roles.includes(ADMIN_ROLE)) return <p>This user is an administrator. Remove the role first.</p>;
  return <DeleteUserForm action={deleteUser} userId={userId} expected={emails[0] ?? userId} />;
}

function SecondFactor({ userId, secondFactor, isSelf }: UserDetailsAnswer) {
  if (secondFactor === 'unavailable') return <p>Not available at the moment.</p>;
  return (
    <ActionForm action={removeUserFactor}>
      <UserIdField userId={userId} />
      {secondFactor === null ? (
        <p>Off.</p>
      ) : (
        <p>
          On since <Time at={secondFactor.addedAt} />, {secondFactor.recoveryCodesLeft} recovery codes left.
        </p>
      )}
      {secondFactor !== null && !isSelf && (
        <div className="grid justify-items-start gap-2">
          <SubmitButton label="Turn off" pendingLabel="Turning off…" className="button" />
          <p className="text-note text-soft max-w-xl">
            For a user who has lost their device and recovery codes. Make sure that it is they who ask. All
            their sessions end, and they are told by email.
          </p>
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
  const user = await requireUserDetails(decode((await params).userId));
  const { userId, emails, timeJoined, loginMethods, passkeys } = user;
  return (
    <>
      <div className="grid gap-2">
        <p>
          <a className="text-link text-small" href="/admin">
            All users
          </a>
        </p>
        <PageHeading title={emails[0] ?? 'User without an email address'} />
      </div>
      <Facts
        facts={[
          { term: 'Email', detail: emails.join(', ') || 'None' },
          { term: 'Joined', detail: <Time at={timeJoined} /> },
          {
            term: 'Sign-in methods',
            detail: <LoginMethods loginMethods={loginMethods} openIdName={getEnv().social.oidc?.name} />,
          },
          { term: 'Passkeys', detail: <PasskeySummary passkeys={passkeys} /> },
          { term: 'User id', detail: <Code>{userId}</Code> },
        ]}
      />
      <Section id="roles" title="Roles">
        <ActionForm action={changeRole}>
          <UserIdField userId={userId} />
          <RoleList {...user} />
        </ActionForm>
        <p className="text-note text-soft max-w-xl">
          The administration pages apply a change immediately. Access tokens contain it after their next
          refresh, within an hour.
        </p>
      </Section>
      {getEnv().secondFactor.policy !== 'off' && (
        <Section id="second-factor" title="Two-factor authentication">
          <SecondFactor {...user} />
        </Section>
      )}
      <Section id="sessions" title="Sessions">
        <Sessions {...user} />
      </Section>
      <Card
        id="deletion"
        title="Delete"
        description="Deletes the account and all its data, including sessions and roles. This cannot be undone."
        destructive
      >
        <Deletion {...user} />
      </Card>
    </>
  );
}

import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { NO_SUCH_USER, requireOneUser } from '@/app/_server/administrator';
import { SessionCard } from '@/components/sessions/SessionCard';
import { ALL_OTHERS, SESSION_FIELD } from '@/components/sessions/sessionChoice';
import { WaysIn } from '@/components/profile/WaysIn';
import { ADMIN_FIELDS } from '@/components/admin/adminFields';
import { DeleteUserForm } from '@/components/admin/DeleteUserForm';
import { RoleList } from '@/components/admin/RoleList';
import { Code } from '@/components/ui/Code';
import { Facts } from '@/components/ui/Facts';
import { ActionForm } from '@/components/ui/form/ActionForm';
import { SubmitButton } from '@/components/ui/form/SubmitButton';
import { Moment } from '@/components/ui/Time';
import type { OneUserAnswer } from '@/config/contracts/admin';
import { ADMIN_ROLE } from '@/config/security/roles';
import { changeRole, deleteUser, endUserSessions } from './actions';
import { Input } from '@/components/ui/form/elements';

export const metadata: Metadata = { title: 'A user' };

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-5">
      <h2 id={id} className="text-h2">
        {title}
      </h2>
      {children}
    </section>
  );
}

function Whom({ userId }: { userId: string }) {
  return <Input type="hidden" name={ADMIN_FIELDS.user} value={userId} />;
}

function Sessions({ userId, sessions, more, self }: OneUserAnswer) {
  const others = sessions.filter(({ current }) => !current).length + more;
  return (
    <ActionForm action={endUserSessions}>
      <Whom userId={userId} />
      {sessions.length === 0 && <p>Signed in nowhere.</p>}
      <ul className="grid grid-cols-1 gap-3">
        {sessions.map((session) => (
          <SessionCard key={session.handle} session={session} />
        ))}
      </ul>
      {more > 0 && <p>And {more} more, which are not listed.</p>}
      {others > 0 && (
        <div>
          <SubmitButton
            label={self ? 'End all others' : 'End all'}
            pendingLabel="Ending…"
            choice={{ name: SESSION_FIELD, value: ALL_OTHERS }}
            className="button"
          />
        </div>
      )}
    </ActionForm>
  );
}

function Deletion({ userId, emails, roles, self }: OneUserAnswer) {
  if (self) {
    return <p>This is you. Your own account is yours to delete on your account page, not here.</p>;
  }
  if (roles.includes(ADMIN_ROLE)) return <p>This is an administrator. Take the role away first.</p>;
  return (
    <>
      <p className="max-w-2xl">
        The account goes with everything that is kept for it, sessions and roles included. Nobody can bring it
        back.
      </p>
      <DeleteUserForm action={deleteUser} userId={userId} wanted={emails[0] ?? userId} />
    </>
  );
}

/** Next hands over a part of an address as it was written. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    redirect(NO_SUCH_USER);
  }
}

/** One user: who it is, what she may do, where she is signed in, and the end of her account. */
export default async function UserPage({ params }: PageProps<'/admin/users/[userId]'>) {
  const user = await requireOneUser(decoded((await params).userId));
  const { userId, emails, timeJoined, waysIn } = user;
  return (
    <>
      <div className="grid gap-3">
        <p>
          <a className="text-link" href="/admin">
            All users
          </a>
        </p>
        <h1 className="text-h1 tracking-tight wrap-anywhere">{emails[0] ?? 'A user without an address'}</h1>
      </div>
      <Facts
        facts={[
          { term: 'Email', detail: emails.join(', ') || 'None on record' },
          { term: 'Joined', detail: <Moment at={timeJoined} /> },
          { term: 'Ways to sign in', detail: <WaysIn waysIn={waysIn} /> },
          { term: 'User id', detail: <Code>{userId}</Code> },
        ]}
      />
      <Section id="roles" title="Roles">
        <ActionForm action={changeRole}>
          <Whom userId={userId} />
          <RoleList {...user} />
        </ActionForm>
        <p className="text-note text-soft max-w-xl">
          The administrators’ pages know a change at once. Tokens say it from their next refresh on, an hour
          at most.
        </p>
      </Section>
      <Section id="sessions" title="Sessions">
        <Sessions {...user} />
      </Section>
      <Section id="deletion" title="Delete">
        <Deletion {...user} />
      </Section>
    </>
  );
}

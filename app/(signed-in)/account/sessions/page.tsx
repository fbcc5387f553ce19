import type { Metadata } from 'next';
import { requireSessions } from '@/app/_server/viewer';
import { SessionCard } from '@/components/sessions/SessionCard';
import { ALL_OTHER_SESSIONS, ALL_SESSIONS, SESSION_FIELD } from '@/components/sessions/sessionField';
import { ActionForm } from '@/components/ui/form/ActionForm';
import { SubmitButton } from '@/components/ui/form/SubmitButton';
import { PageHeading } from '@/components/ui/PageHeading';
import { endSessions } from './actions';

export const metadata: Metadata = { title: 'Your sessions' };

/** Lists the user's sessions, with buttons to end them. */
export default async function SessionsPage() {
  const { sessions, omittedSessions } = await requireSessions();
  const isOnlySession = sessions.length === 1 && omittedSessions === 0;
  return (
    <>
      <PageHeading title="Your sessions">
        The browsers in which you are signed in. “Active” is the last refresh of the session, about once an
        hour while it is in use.
      </PageHeading>
      <ActionForm action={endSessions}>
        <ul className="grid grid-cols-1 gap-3">
          {sessions.map((session) => (
            <SessionCard key={session.handle} session={session} />
          ))}
        </ul>
        {omittedSessions > 0 && <p>And {omittedSessions} more.</p>}
        {isOnlySession ? (
          <p className="text-soft">You have no other sessions.</p>
        ) : (
          <div className="grid justify-items-start gap-2">
            <SubmitButton
              label="Sign out of other sessions"
              pendingLabel="Signing out…"
              choice={{ name: SESSION_FIELD, value: ALL_OTHER_SESSIONS }}
              className="button"
            />
            <p className="text-note text-soft max-w-xl">
              They can no longer change anything, and can open pages for at most one more hour.
            </p>
          </div>
        )}
        <div className="grid justify-items-start gap-2">
          <SubmitButton
            label="Sign out of all sessions"
            pendingLabel="Signing out…"
            choice={{ name: SESSION_FIELD, value: ALL_SESSIONS }}
            className="button"
          />
          <p className="text-note text-soft max-w-xl">
            Ends this session, too. Links to reset your password or change your email that we have sent stop
            working.
          </p>
        </div>
      </ActionForm>
    </>
  );
}

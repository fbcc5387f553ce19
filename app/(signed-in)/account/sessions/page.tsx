import type { Metadata } from 'next';
import { requireSessions } from '@/app/_server/viewer';
import { SessionCard } from '@/components/sessions/SessionCard';
import { ALL_OTHERS, EVERYWHERE, SESSION_FIELD } from '@/components/sessions/sessionChoice';
import { ActionForm } from '@/components/ui/form/ActionForm';
import { SubmitButton } from '@/components/ui/form/SubmitButton';
import { endSessions } from './actions';

export const metadata: Metadata = { title: 'Your sessions' };

/** Every browser in which you are signed in, asked from the core just now, and the buttons that end them. */
export default async function SessionsPage() {
  const { sessions, more } = await requireSessions();
  const isAlone = sessions.length === 1 && more === 0;
  return (
    <>
      <div className="grid gap-3">
        <h1 className="text-h1 tracking-tight">Where you are signed in</h1>
        <p className="text-lead text-soft max-w-2xl">
          Each browser that holds a session of yours. “Active” is when it was last refreshed, about once an
          hour while in use: nothing finer is recorded.
        </p>
      </div>
      <ActionForm action={endSessions}>
        <ul className="grid grid-cols-1 gap-3">
          {sessions.map((session) => (
            <SessionCard key={session.handle} session={session} />
          ))}
        </ul>
        {more > 0 && <p>And {more} more, which are not listed.</p>}
        {isAlone ? (
          <p className="text-soft">You are signed in nowhere else.</p>
        ) : (
          <div className="grid justify-items-start gap-2">
            <SubmitButton
              label="End all others"
              pendingLabel="Ending…"
              choice={{ name: SESSION_FIELD, value: ALL_OTHERS }}
              className="button"
            />
            <p className="text-note text-soft max-w-xl">
              An ended session can change nothing from then on, and opens no page after an hour at most.
            </p>
          </div>
        )}
        <div className="grid justify-items-start gap-2">
          <SubmitButton
            label="Sign out everywhere"
            pendingLabel="Signing out…"
            choice={{ name: SESSION_FIELD, value: EVERYWHERE }}
            className="button"
          />
          <p className="text-note text-soft max-w-xl">
            Ends this session too. Links for a new password or a new email address that were sent before stop
            working.
          </p>
        </div>
      </ActionForm>
    </>
  );
}

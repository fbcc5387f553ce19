import type { Metadata } from 'next';
import { requireProfile } from '@/app/_server/viewer';
import { Code } from '@/components/Code';
import { Facts } from '@/components/Facts';
import { Moment } from '@/components/Moment';

export const metadata: Metadata = { title: 'Your account' };

/** What the core knows about you. */
export default async function AccountPage() {
  const { userId, emails, timeJoined, session } = await requireProfile();
  return (
    <>
      <div className="grid gap-3">
        <h1 className="text-h1 tracking-tight">Your account</h1>
        <p className="text-lead text-soft max-w-2xl">
          What is on record about you, asked from the core just now.
        </p>
      </div>
      <section aria-labelledby="you" className="grid gap-5">
        <h2 id="you" className="text-h2">
          You
        </h2>
        <Facts
          facts={[
            {
              term: emails.length > 1 ? 'E-mail addresses' : 'E-mail',
              detail: emails.join(', ') || 'None on record',
            },
            { term: 'Joined', detail: <Moment at={timeJoined} /> },
            { term: 'User id', detail: <Code>{userId}</Code> },
          ]}
        />
      </section>
      <section aria-labelledby="this-session" className="grid gap-5">
        <h2 id="this-session" className="text-h2">
          This session
        </h2>
        <Facts
          facts={[
            { term: 'Begun', detail: <Moment at={session.begun} /> },
            {
              term: 'Ends',
              detail: <Moment at={session.ends} />,
              hint: 'Moves on with every refresh while you keep coming back.',
            },
            { term: 'Session handle', detail: <Code>{session.handle}</Code> },
          ]}
        />
      </section>
    </>
  );
}

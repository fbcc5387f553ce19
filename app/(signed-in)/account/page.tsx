import type { Metadata } from 'next';
import { requireProfile } from '@/app/_server/viewer';
import { initialsOf } from '@/components/profile/initials';
import { Owner } from '@/components/profile/Owner';
import { ProfileForm } from '@/components/profile/ProfileForm';
import { WaysIn } from '@/components/profile/WaysIn';
import { Code } from '@/components/ui/Code';
import { Facts } from '@/components/ui/Facts';
import { Moment } from '@/components/ui/Time';
import { saveProfile } from './actions';

export const metadata: Metadata = { title: 'Your account' };

/** Who you are to this site, and what the core has on record. */
export default async function AccountPage() {
  const { userId, emails, timeJoined, fields, waysIn, session } = await requireProfile();
  const ownInitials = initialsOf(fields.name, emails[0]);
  return (
    <>
      <Owner initials={fields.initials ?? ownInitials} name={fields.name ?? emails[0]} />
      <section aria-labelledby="profile" className="grid gap-5">
        <h2 id="profile" className="text-h2">
          Profile
        </h2>
        <ProfileForm
          action={saveProfile}
          name={fields.name ?? ''}
          initials={fields.initials ?? ''}
          ownInitials={ownInitials}
        />
      </section>
      <section aria-labelledby="record" className="grid gap-5">
        <h2 id="record" className="text-h2">
          On record
        </h2>
        <Facts
          facts={[
            {
              term: emails.length > 1 ? 'Email addresses' : 'Email',
              detail: emails.join(', ') || 'None on record',
            },
            { term: 'Joined', detail: <Moment at={timeJoined} /> },
            {
              term: 'Ways to sign in',
              detail: <WaysIn waysIn={waysIn} />,
            },
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

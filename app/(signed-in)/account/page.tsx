import type { Metadata } from 'next';
import { requireProfile } from '@/app/_server/viewer';
import { getInitials } from '@/components/profile/initials';
import { ProfileHeader } from '@/components/profile/ProfileHeader';
import { ProfileForm } from '@/components/profile/ProfileForm';
import { getEnv } from '@/config/env/env';
import { LoginMethods } from '@/components/profile/LoginMethods';
import { Card } from '@/components/ui/Card';
import { Code } from '@/components/ui/Code';
import { Facts } from '@/components/ui/Facts';
import { Time } from '@/components/ui/Time';
import { saveProfile } from './actions';

export const metadata: Metadata = { title: 'Your account' };

/** The profile, the account as stored in the core, and the current session. */
export default async function AccountPage() {
  const { userId, emails, timeJoined, fields, loginMethods, session } = await requireProfile();
  const defaultInitials = getInitials(fields.name, emails[0]);
  return (
    <>
      <ProfileHeader initials={fields.initials ?? defaultInitials} name={fields.name ?? emails[0]} />
      <Card id="profile" title="Profile">
        <ProfileForm
          action={saveProfile}
          name={fields.name ?? ''}
          initials={fields.initials ?? ''}
          defaultInitials={defaultInitials}
        />
      </Card>
      <Card id="record" title="Account">
        <Facts
          facts={[
            {
              term: emails.length > 1 ? 'Email addresses' : 'Email',
              detail: emails.join(', ') || 'None',
            },
            { term: 'Joined', detail: <Time at={timeJoined} /> },
            {
              term: 'Sign-in methods',
              detail: <LoginMethods loginMethods={loginMethods} openIdName={getEnv().social.oidc?.name} />,
            },
            { term: 'User id', detail: <Code>{userId}</Code> },
          ]}
        />
      </Card>
      <Card id="this-session" title="This session">
        <Facts
          facts={[
            { term: 'Signed in', detail: <Time at={session.createdAt} /> },
            {
              term: 'Expires',
              detail: <Time at={session.expiresAt} />,
              hint: 'Extended each time the session is refreshed.',
            },
            { term: 'Session handle', detail: <Code>{session.handle}</Code> },
          ]}
        />
      </Card>
    </>
  );
}

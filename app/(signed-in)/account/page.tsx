import { titleFrom } from '@/app/_server/titleFrom';
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
import { useTranslations } from '@/components/ui/translations';
import type { ProfileAnswer } from '@/config/contracts/profile';
import { PROFILE_LIMITS } from '@/config/rules/limits';
import { saveProfile } from './actions';
import { Address } from '@/components/ui/Address';

export const generateMetadata = titleFrom('profile');

interface ProfileProps {
  fields: ProfileAnswer['fields'];
  /** The initials that are shown while the field is empty. */
  defaultInitials: string;
}

function Profile({ fields, defaultInitials }: ProfileProps) {
  const t = useTranslations('profile');
  const texts = {
    name: t('form.name'),
    nameHint: t('form.nameHint'),
    initials: t('form.initials'),
    initialsHint: t('form.initialsHint', { max: PROFILE_LIMITS.initials, initials: defaultInitials }),
    save: t('form.save'),
    saving: t('form.saving'),
  };
  return (
    <Card id="profile" title={t('form.title')}>
      <ProfileForm
        action={saveProfile}
        name={fields.name ?? ''}
        initials={fields.initials ?? ''}
        texts={texts}
      />
    </Card>
  );
}

function Account({ userId, emails, timeJoined, loginMethods }: ProfileAnswer) {
  const t = useTranslations('profile');
  return (
    <Card id="record" title={t('record.title')}>
      <Facts
        facts={[
          {
            term: t('record.emails', { count: Math.max(emails.length, 1) }),
            detail: emails.length === 0 ? t('record.noEmail') : <Address>{emails.join(', ')}</Address>,
          },
          { term: t('record.joined'), detail: <Time at={timeJoined} /> },
          {
            term: t('record.methods'),
            detail: <LoginMethods loginMethods={loginMethods} openIdName={getEnv().social.oidc?.name} />,
          },
          { term: t('record.userId'), detail: <Code>{userId}</Code> },
        ]}
      />
    </Card>
  );
}

function Session({ session }: Pick<ProfileAnswer, 'session'>) {
  const t = useTranslations('profile');
  return (
    <Card id="this-session" title={t('session.title')}>
      <Facts
        facts={[
          { term: t('session.signedInAt'), detail: <Time at={session.createdAt} /> },
          {
            term: t('session.expiresAt'),
            detail: <Time at={session.expiresAt} />,
            hint: t('session.expiresHint'),
          },
          { term: t('session.handle'), detail: <Code>{session.handle}</Code> },
        ]}
      />
    </Card>
  );
}

/** The profile, the account as stored in the core, and the current session. */
export default async function AccountPage() {
  const profile = await requireProfile();
  const { emails, fields } = profile;
  const defaultInitials = getInitials(fields.name, emails[0]);
  return (
    <>
      <ProfileHeader initials={fields.initials ?? defaultInitials} name={fields.name ?? emails[0]} />
      <Profile fields={fields} defaultInitials={defaultInitials} />
      <Account {...profile} />
      <Session {...profile} />
    </>
  );
}

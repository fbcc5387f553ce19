import type { Metadata } from 'next';
import { findPasswordLogin } from '@/app/_server/viewer';
import { PasswordForm } from '@/components/password/PasswordForm';
import { Panel } from '@/components/ui/Card';
import { PageHeading } from '@/components/ui/PageHeading';
import { getEnv } from '@/config/env/env';
import { changePassword } from './actions';

export const metadata: Metadata = { title: 'Your password' };

/** Lets users who know their password change it. */
export default async function PasswordPage() {
  const own = await findPasswordLogin();
  if (own === undefined)
    return (
      <PageHeading title="Your password">
        Your account has no password, and needs none: you sign in without it. Where a password can be added,{' '}
        <a className="text-link" href="/account/sign-in-methods">
          your sign-in methods
        </a>{' '}
        offer it.
      </PageHeading>
    );
  return (
    <>
      <PageHeading title="Change your password">You stay signed in here. All other sessions end.</PageHeading>
      <Panel>
        <PasswordForm action={changePassword} email={own.identity} minLength={getEnv().passwordMinLength} />
      </Panel>
      <p className="text-note text-soft max-w-xl">
        Forgot your current password?{' '}
        <a className="text-link" href={`${getEnv().websiteBasePath}/reset-password`}>
          Reset it by email.
        </a>
      </p>
    </>
  );
}

import type { Metadata } from 'next';
import { findPasswordLogin } from '@/app/_server/viewer';
import { PasswordForm } from '@/components/password/PasswordForm';
import { getEnv } from '@/config/env/env';
import { changePassword } from './actions';

export const metadata: Metadata = { title: 'Your password' };

/** Lets users who know their password change it. */
export default async function PasswordPage() {
  const own = await findPasswordLogin();
  return (
    <>
      <div className="grid gap-3">
        <h1 className="text-h1 tracking-tight">Change your password</h1>
        <p className="text-lead text-soft max-w-2xl">You stay signed in here. All other sessions end.</p>
      </div>
      {own === undefined ? (
        <p>You sign in without a password, so there is none to change.</p>
      ) : (
        <>
          <PasswordForm action={changePassword} email={own.identity} minLength={getEnv().passwordMinLength} />
          <p className="text-note text-soft max-w-xl">
            Forgot your current password?{' '}
            <a className="text-link" href={`${getEnv().websiteBasePath}/reset-password`}>
              Reset it by email.
            </a>
          </p>
        </>
      )}
    </>
  );
}

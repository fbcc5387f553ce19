import type { Metadata } from 'next';
import { emailPasswordWayIn } from '@/app/_server/viewer';
import { EmailForm } from '@/components/email/EmailForm';
import { getEnv } from '@/config/env/env';
import { changeEmail } from './actions';

export const metadata: Metadata = { title: 'Your email address' };

/** Where somebody who knows her password asks for another address. */
export default async function EmailPage() {
  const own = await emailPasswordWayIn();
  return (
    <>
      <div className="grid gap-3">
        <h1 className="text-h1 tracking-tight">Change your email address</h1>
        <p className="text-lead text-soft max-w-2xl">
          We send a link to the new address, and one that cancels the change to the old one. When you have
          opened the first you sign in with the new address.
        </p>
      </div>
      {own === undefined && <p>You sign in without a password, so there is no address to change here.</p>}
      {own !== undefined && getEnv().smtp === undefined && (
        <p>This site sends no email, so an address cannot be changed here.</p>
      )}
      {own !== undefined && getEnv().smtp !== undefined && (
        <EmailForm action={changeEmail} email={own.identity} />
      )}
    </>
  );
}

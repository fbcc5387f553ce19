import type { Metadata } from 'next';
import { findAddressLogin } from '@/app/_server/viewer';
import { EmailForm } from '@/components/email/EmailForm';
import { Panel } from '@/components/ui/Card';
import { PageHeading } from '@/components/ui/PageHeading';
import { getEnv } from '@/config/env/env';
import { changeEmail } from './actions';

export const metadata: Metadata = { title: 'Your email address' };

/** Lets users change their email address. */
export default async function EmailPage() {
  const own = await findAddressLogin();
  return (
    <>
      <PageHeading title="Change your email address">
        We&apos;ll send a confirmation link to the new address, and a link to cancel the change to the current
        one.
      </PageHeading>
      {own === undefined && (
        <p>Your email address comes from the account that you sign in with. Change it there.</p>
      )}
      {own !== undefined && getEnv().smtp === undefined && (
        <p>This site does not send email, so you cannot change your address here.</p>
      )}
      {own !== undefined && getEnv().smtp !== undefined && (
        <Panel>
          <EmailForm action={changeEmail} email={own.identity} hasPassword={own.recipe === 'emailpassword'} />
        </Panel>
      )}
    </>
  );
}

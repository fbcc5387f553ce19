import type { Metadata } from 'next';
import { findPasswordLogin } from '@/app/_server/viewer';
import { DeletionForm } from '@/components/deletion/DeletionForm';
import { Card } from '@/components/ui/Card';
import { PageHeading } from '@/components/ui/PageHeading';
import { DOWNLOAD_PATH } from '@/config/contracts/data';
import { DELETION_WORDS } from '@/config/contracts/deletion';
import { deleteAccount } from './actions';

export const metadata: Metadata = { title: 'Your data' };

/** Download of all data, and deletion of the account. */
export default async function DeletePage() {
  const own = await findPasswordLogin();
  return (
    <>
      <PageHeading title="Your data">
        Download everything that we store about you, or delete your account.
      </PageHeading>
      <Card
        id="download"
        title="Download your data"
        description="A JSON file with your account and login methods, profile, roles, sessions with their devices, and recent activity."
      >
        {/* A plain link without `download`, because it may redirect to the refresh hop or the sign-in page. */}
        <a className="button" href={DOWNLOAD_PATH}>
          Download data
        </a>
      </Card>
      <Card
        id="delete"
        title="Delete account"
        description="Deletes your account and all data in that file, and signs you out of all sessions. This cannot be undone."
        destructive
      >
        <DeletionForm action={deleteAccount} email={own?.identity} words={DELETION_WORDS} />
      </Card>
    </>
  );
}

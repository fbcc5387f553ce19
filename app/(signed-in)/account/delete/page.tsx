import type { Metadata } from 'next';
import { findPasswordLogin } from '@/app/_server/viewer';
import { DeletionForm } from '@/components/deletion/DeletionForm';
import { DOWNLOAD_PATH } from '@/config/contracts/data';
import { DELETION_WORDS } from '@/config/contracts/deletion';
import { deleteAccount } from './actions';

export const metadata: Metadata = { title: 'Your data' };

/** Download of all data, and deletion of the account. */
export default async function DeletePage() {
  const own = await findPasswordLogin();
  return (
    <>
      <div className="grid gap-3">
        <h1 className="text-h1 tracking-tight">Your data</h1>
        <p className="text-lead text-soft max-w-2xl">
          Download everything that we store about you, or delete your account.
        </p>
      </div>
      <section aria-labelledby="download" className="grid justify-items-start gap-5">
        <h2 id="download" className="text-h2">
          Download your data
        </h2>
        <p className="max-w-xl">
          A JSON file with your account and login methods, profile, roles, sessions with their devices, and
          recent activity.
        </p>
        {/* A plain link without `download`, because it may redirect to the refresh hop or the sign-in page. */}
        <a className="button" href={DOWNLOAD_PATH}>
          Download data
        </a>
      </section>
      <section aria-labelledby="delete" className="grid gap-5">
        <h2 id="delete" className="text-h2">
          Delete account
        </h2>
        <p className="max-w-xl">
          Deletes your account and all data in that file, and signs you out of all sessions. This cannot be
          undone.
        </p>
        <DeletionForm action={deleteAccount} email={own?.identity} words={DELETION_WORDS} />
      </section>
    </>
  );
}

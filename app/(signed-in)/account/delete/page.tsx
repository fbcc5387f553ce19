import type { Metadata } from 'next';
import { emailPasswordWayIn } from '@/app/_server/viewer';
import { DeletionForm } from '@/components/deletion/DeletionForm';
import { DOWNLOAD_PATH } from '@/config/contracts/data';
import { DELETION_WORDS } from '@/config/contracts/deletion';
import { deleteAccount } from './actions';

export const metadata: Metadata = { title: 'Your data' };

/** A copy of everything, and the end of it. */
export default async function DeletePage() {
  const own = await emailPasswordWayIn();
  return (
    <>
      <div className="grid gap-3">
        <h1 className="text-h1 tracking-tight">Your data</h1>
        <p className="text-lead text-soft max-w-2xl">
          Everything that is kept of you here is yours to take along, and yours to have removed.
        </p>
      </div>
      <section aria-labelledby="download" className="grid justify-items-start gap-5">
        <h2 id="download" className="text-h2">
          Take a copy
        </h2>
        <p className="max-w-xl">
          One file in JSON: your account and the ways into it, what you said of yourself, your roles, your
          sessions with their devices, and your recent activity.
        </p>
        {/* Plain, and without `download`: on the way may be the refresh hop, or the login page. */}
        <a className="button" href={DOWNLOAD_PATH}>
          Download my data
        </a>
      </section>
      <section aria-labelledby="delete" className="grid gap-5">
        <h2 id="delete" className="text-h2">
          Delete my account
        </h2>
        <p className="max-w-xl">
          This removes your account with everything in that file and signs you out everywhere. Nobody can undo
          it.
        </p>
        {own === undefined ? (
          <p>You sign in without a password. Ask the people who run this site to delete your account.</p>
        ) : (
          <DeletionForm action={deleteAccount} email={own.identity} words={DELETION_WORDS} />
        )}
      </section>
    </>
  );
}

import type { Metadata } from 'next';
import { requireUser } from '@/app/_server/viewer';
import { ClaimsTable } from '@/components/session/ClaimsTable';
import { RawJson } from '@/components/session/RawJson';
import { SessionTag } from '@/components/session/SessionTag';

export const metadata: Metadata = { title: 'Your session' };

/** Who you are, in the HTML of the first answer: the user function was asked before a byte was sent. */
export default async function SessionPage() {
  const user = await requireUser();
  return (
    <>
      <SessionTag user={user} />
      <section aria-labelledby="claims" className="grid grid-cols-1 gap-5">
        <div className="grid gap-2">
          <h2 id="claims" className="text-h2">
            What your token says
          </h2>
          <p className="text-soft max-w-2xl">
            The payload of your access token, as the user function verified it. Your browser holds it in a
            cookie that no script can read.
          </p>
        </div>
        <ClaimsTable payload={user.accessTokenPayload} />
        <RawJson summary="Raw JSON" value={user} />
      </section>
    </>
  );
}

import type { Metadata } from 'next';
import { requireUser } from '@/app/_server/viewer';
import { ClaimsTable } from '@/components/session/ClaimsTable';
import { RawJson } from '@/components/session/RawJson';
import { PageHeading } from '@/components/ui/PageHeading';
import { SessionSummary } from '@/components/session/SessionSummary';

export const metadata: Metadata = { title: 'Your session' };

/** Shows the session. The user function is asked before the first byte is sent, so it is part of the HTML. */
export default async function SessionPage() {
  const user = await requireUser();
  return (
    <>
      <PageHeading title="Your session" />
      <SessionSummary user={user} />
      <section aria-labelledby="claims" className="grid grid-cols-1 gap-4">
        <div className="grid gap-1">
          <h2 id="claims" className="text-h2">
            Access token
          </h2>
          <p className="text-soft max-w-2xl">
            The payload of your access token, verified by the user function. Your browser stores the token in
            a cookie that scripts cannot read.
          </p>
        </div>
        <ClaimsTable payload={user.accessTokenPayload} />
        <RawJson summary="Raw JSON" value={user} />
      </section>
    </>
  );
}

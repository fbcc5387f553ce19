import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { readCodePage } from '@/app/_server/codePage';
import { readFactorObstacle } from '@/app/_server/factorState';
import { requireUser } from '@/app/_server/viewer';
import { FactorForm } from '@/components/second-factor/FactorForm';
import { PageHeading } from '@/components/ui/PageHeading';
import { CODE_PAGES } from '@/config/contracts/second-factor';
import { getEnv } from '@/config/env/env';
import { HOME_PATH } from '@/config/supertokens/appInfo';

export const metadata: Metadata = { title: 'Two-factor authentication' };

/** Asks a user who has signed in for their second factor. The function that gets the form decides. */
export default async function SecondFactorPage({ searchParams }: PageProps<'/second-factor'>) {
  if (getEnv().secondFactor.policy === 'off') notFound();
  const asked = readCodePage(await searchParams, HOME_PATH);
  const isNeeded = (await readFactorObstacle()) === 'code';
  // Redirects a session that needs something else.
  if (!isNeeded) await requireUser();
  return (
    <>
      <PageHeading title="Two-factor authentication">
        {isNeeded ? 'Enter a code to finish signing in.' : 'No code is needed in this session.'}
      </PageHeading>
      {isNeeded ? (
        <>
          <FactorForm {...asked} page={CODE_PAGES.signIn} canTrust />
          <p className="text-note text-soft max-w-xl">
            Lost your device and your recovery codes? Ask the people who run this site to turn off two-factor
            authentication for your account.
          </p>
        </>
      ) : (
        <p>
          <a className="button button-primary" href={asked.target}>
            Continue
          </a>
        </p>
      )}
    </>
  );
}

import type { Metadata } from 'next';
import { readCodePage } from '@/app/_server/codePage';
import { requireSecondFactor } from '@/app/_server/factorState';
import { requireUser } from '@/app/_server/viewer';
import { FactorForm } from '@/components/second-factor/FactorForm';
import { Button, Form, Input } from '@/components/ui/form/elements';
import { FormUser } from '@/components/ui/form/FormUser';
import { PageHeading } from '@/components/ui/PageHeading';
import { CODE_PAGES, FACTOR_PROOF, PROOF_PARAM } from '@/config/contracts/second-factor';
import { getEnv } from '@/config/env/env';
import { REDIRECT_PARAM } from '@/config/session/sessionRoutes';

export const metadata: Metadata = { title: "Confirm it's you" };

/** Whether the user can give a code: where their second factor is a passkey, they sign in again. */
async function hasCodes(): Promise<boolean> {
  return getEnv().secondFactor.policy !== 'off' && (await requireSecondFactor()).factor !== null;
}

function SignInAgain({ target }: { target: string }) {
  return (
    <Form method="post" action="/sign-out" className="flex flex-wrap gap-3">
      <FormUser />
      <Input type="hidden" name={REDIRECT_PARAM} value={target} />
      <Button className="button button-primary">Sign in again</Button>
      <a className="button" href="/account">
        Cancel
      </a>
    </Form>
  );
}

/** Asks users for a fresh proof of who they are, and then leads back to the page that needs it. */
export default async function ConfirmIdentityPage({ searchParams }: PageProps<'/confirm-identity'>) {
  await requireUser();
  const query = await searchParams;
  const asked = readCodePage(query, '/account');
  const asksForCode = query[PROOF_PARAM] === FACTOR_PROOF && (await hasCodes());
  return (
    <>
      <PageHeading title="Confirm it's you">
        {asksForCode
          ? 'Enter a code to continue. Nothing has been changed.'
          : 'You signed in some time ago. Sign in again to continue. Nothing has been changed.'}
      </PageHeading>
      {asksForCode ? (
        <FactorForm {...asked} page={CODE_PAGES.confirm} canTrust={false} />
      ) : (
        <SignInAgain target={asked.target} />
      )}
    </>
  );
}

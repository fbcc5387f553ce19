import type { Metadata } from 'next';
import { requireUser } from '@/app/_server/viewer';
import { Button, Form, Input } from '@/components/ui/form/elements';
import { FormUser } from '@/components/ui/form/FormUser';
import { PageHeading } from '@/components/ui/PageHeading';
import { toPlainPath } from '@/config/security/redirectPath';
import { REDIRECT_PARAM } from '@/config/session/sessionRoutes';

export const metadata: Metadata = { title: "Confirm it's you" };

/** Asks users for a fresh proof of who they are, and then leads back to the page that needs it. */
export default async function ConfirmIdentityPage({ searchParams }: PageProps<'/confirm-identity'>) {
  await requireUser();
  const wanted = (await searchParams)[REDIRECT_PARAM];
  const target = toPlainPath(typeof wanted === 'string' ? wanted : undefined, '/account');
  return (
    <>
      <PageHeading title="Confirm it's you">
        You signed in some time ago. Sign in again to continue. Nothing has been changed.
      </PageHeading>
      <Form method="post" action="/sign-out" className="flex flex-wrap gap-3">
        <FormUser />
        <Input type="hidden" name={REDIRECT_PARAM} value={target} />
        <Button className="button button-primary">Sign in again</Button>
        <a className="button" href="/account">
          Cancel
        </a>
      </Form>
    </>
  );
}

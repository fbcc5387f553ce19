import type { Metadata } from 'next';
import { ActionForm } from '@/components/ui/form/ActionForm';
import { SubmitButton } from '@/components/ui/form/SubmitButton';
import { SiteHeader } from '@/components/ui/SiteHeader';
import { MAIN_ID } from '@/components/ui/SkipLink';
import { getEnv } from '@/config/env/env';
import { confirmEmail } from './actions';
import { Input } from '@/components/ui/form/elements';

export const metadata: Metadata = { title: 'Confirm your new email address', robots: { index: false } };

interface Props {
  searchParams: Promise<{ token?: string | string[] }>;
}

/**
 * Where the link leads that was sent to a new address. Programs that look at links in mails open them as well, so it is
 * the button that changes the address.
 */
export default async function ConfirmEmailPage({ searchParams }: Props) {
  const { token = '' } = await searchParams;
  return (
    <>
      <SiteHeader appName={getEnv().appName} />
      <main
        id={MAIN_ID}
        className="max-w-page px-margin mx-auto grid w-full grow grid-cols-1 content-start gap-6 pt-8 pb-24 sm:pt-14"
      >
        <h1 className="text-h1 tracking-tight">Confirm your new email address</h1>
        <p className="text-lead text-soft max-w-2xl">
          If it was you who asked for it, this address becomes the one of your account.
        </p>
        <ActionForm action={confirmEmail} className="grid max-w-xl grid-cols-1 justify-items-start gap-5">
          <Input type="hidden" name="token" value={[token].flat()[0] ?? ''} />
          <SubmitButton label="Use this address" pendingLabel="Changing…" />
        </ActionForm>
        <p>
          <a className="text-link" href="/account">
            To your account
          </a>
        </p>
      </main>
    </>
  );
}

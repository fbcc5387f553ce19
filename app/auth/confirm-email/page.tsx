import type { Metadata } from 'next';
import { ActionForm } from '@/components/ui/form/ActionForm';
import { SubmitButton } from '@/components/ui/form/SubmitButton';
import { StandalonePage } from '@/components/ui/StandalonePage';
import { getEnv } from '@/config/env/env';
import { LOGIN_SCREENS } from '@/config/supertokens/loginScreens';
import { firstValues, type PageQuery } from '../pageQuery';
import { confirmEmail } from './actions';
import { Input } from '@/components/ui/form/elements';

const TITLE = LOGIN_SCREENS['confirm-email'];

export const metadata: Metadata = { title: TITLE, robots: { index: false } };

/**
 * Target of the link that is sent to the new address. Programs that scan mails open links, too, so only the
 * button changes the address.
 */
export default async function ConfirmEmailPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const { token = '' } = firstValues(await searchParams);
  return (
    <StandalonePage
      appName={getEnv().appName}
      title={TITLE}
      lead="If you requested this change, confirm it to sign in with this address from now on."
    >
      <ActionForm action={confirmEmail} className="grid grid-cols-1 justify-items-start gap-5">
        <Input type="hidden" name="token" value={token} />
        <SubmitButton label="Confirm email" pendingLabel="Changing…" />
      </ActionForm>
      <p>
        <a className="text-link" href="/account">
          Go to your account
        </a>
      </p>
    </StandalonePage>
  );
}

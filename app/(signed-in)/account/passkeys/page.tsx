import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { proofPaths } from '@/app/_server/confirmIdentity';
import { pageOrigin } from '@/app/_server/pageOrigin';
import { answerOrRedirect, queryFunction } from '@/app/_server/viewer';
import { AddPasskey } from '@/components/passkeys/AddPasskey';
import { PasskeyCard } from '@/components/passkeys/PasskeyCard';
import { PASSKEYS_PAGE, REMOVED_MESSAGES, REMOVED_PARAM } from '@/components/passkeys/passkeyFields';
import { FormOutcome } from '@/components/ui/form/FormOutcome';
import { INITIAL_STATE, type FormState } from '@/components/ui/form/formState';
import { PageHeading } from '@/components/ui/PageHeading';
import { PASSKEYS_FUNCTION } from '@/config/contracts/passkeyRoutes';
import { passkeysAnswer } from '@/config/contracts/passkeys';
import { usableSignInMethods } from '@/config/env/usableMethods';
import { removePasskey, renamePasskey } from './actions';

export const metadata: Metadata = { title: 'Your passkeys' };

/** The card of a removed passkey is gone, so the page says that it was removed. */
function toOutcome(removed: string | string[] | undefined): FormState {
  const message = typeof removed === 'string' ? REMOVED_MESSAGES.get(removed) : undefined;
  return message === undefined ? INITIAL_STATE : { status: 'done', message };
}

/** Lists the user's passkeys, with forms that add, rename and remove them. */
export default async function PasskeysPage({ searchParams }: PageProps<'/account/passkeys'>) {
  if (!usableSignInMethods().includes('passkey')) notFound();
  const answer = await queryFunction(PASSKEYS_FUNCTION, passkeysAnswer);
  const { passkeys } = await answerOrRedirect(answer, PASSKEYS_FUNCTION);
  const host = new URL(await pageOrigin()).hostname;
  return (
    <>
      <PageHeading title="Your passkeys">
        A passkey signs you in with the screen lock of your device instead of a password. It cannot be guessed
        or given to another site.
      </PageHeading>
      <FormOutcome state={toOutcome((await searchParams)[REMOVED_PARAM])} />
      <AddPasskey proofPaths={proofPaths(PASSKEYS_PAGE)} />
      <section aria-labelledby="passkeys" className="grid gap-5">
        <h2 id="passkeys" className="text-h2">
          Passkeys of your account
        </h2>
        {passkeys.length === 0 ? (
          <p className="text-soft">You have no passkeys yet.</p>
        ) : (
          <ul className="grid grid-cols-1 gap-3">
            {passkeys.map((passkey) => (
              <PasskeyCard
                key={passkey.id}
                passkey={passkey}
                host={host}
                rename={renamePasskey}
                remove={removePasskey}
              />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

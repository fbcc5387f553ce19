import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { addMailProblem } from '@/app/_server/addMailProblem';
import { proofPaths } from '@/app/_server/confirmIdentity';
import { pageOrigin } from '@/app/_server/pageOrigin';
import { titleFrom } from '@/app/_server/titleFrom';
import { answerOrRedirect, queryFunction } from '@/app/_server/viewer';
import { AddPasskey } from '@/components/passkeys/AddPasskey';
import { PasskeyCard } from '@/components/passkeys/PasskeyCard';
import { PASSKEYS_PAGE, REMOVED_PARAM } from '@/components/passkeys/passkeyFields';
import { usePasskeyProblemTexts } from '@/components/passkeys/usePasskeyProblemTexts';
import { FormOutcome } from '@/components/ui/form/FormOutcome';
import { INITIAL_STATE, type FormState } from '@/components/ui/form/formState';
import { PageHeading } from '@/components/ui/PageHeading';
import { useTranslations, type Translator } from '@/components/ui/translations';
import { NOT_FOUND_PATH } from '@/config/areas';
import { PASSKEYS_FUNCTION } from '@/config/contracts/passkeyRoutes';
import { passkeysAnswer } from '@/config/contracts/passkeys';
import { usableSignInMethods } from '@/config/env/usableMethods';
import { removePasskey, renamePasskey } from './actions';

export const generateMetadata = titleFrom('passkeys');

async function removalMessage(
  removed: string | string[] | undefined,
  t: Translator<'passkeys'>,
): Promise<string | undefined> {
  if (removed === 'before') return t('alreadyRemoved');
  if (removed !== 'now' && removed !== 'unnotified') return undefined;
  return addMailProblem(t('removed'), removed === 'now');
}

/** The card of a removed passkey is gone, so the page says that it was removed. */
function toOutcome(message: string | undefined): FormState {
  return message === undefined ? INITIAL_STATE : { status: 'done', message };
}

function Add() {
  const t = useTranslations('passkeys');
  const platform = useTranslations('platform');
  const problems = usePasskeyProblemTexts();
  const added = t('added', { name: '{name}' });
  return (
    <AddPasskey
      proofPaths={proofPaths(PASSKEYS_PAGE)}
      texts={{
        add: t('add'),
        adding: t('adding'),
        withoutScript: t('addNeedsScript'),
        added,
        addedUnnotified: platform('notNotified', { message: added }),
        problems,
      }}
    />
  );
}

/** Lists the user's passkeys, with forms that add, rename and remove them. */
export default async function PasskeysPage({ searchParams }: PageProps<'/account/passkeys'>) {
  if (!usableSignInMethods().includes('passkey')) redirect(NOT_FOUND_PATH);
  const answer = await queryFunction(PASSKEYS_FUNCTION, passkeysAnswer);
  const { passkeys } = await answerOrRedirect(answer, PASSKEYS_FUNCTION);
  const t = await getTranslations('passkeys');
  const host = new URL(await pageOrigin()).hostname;
  return (
    <>
      <PageHeading title={t('title')}>{t('lead')}</PageHeading>
      <FormOutcome state={toOutcome(await removalMessage((await searchParams)[REMOVED_PARAM], t))} />
      <Add />
      <section aria-labelledby="passkeys" className="grid gap-5">
        <h2 id="passkeys" className="text-h2">
          {t('listTitle')}
        </h2>
        {passkeys.length === 0 ? (
          <p className="text-soft">{t('none')}</p>
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

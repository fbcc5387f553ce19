import { getTranslations } from 'next-intl/server';
import { titleFrom } from '@/app/_server/titleFrom';
import { answerOrRedirect, queryFunction } from '@/app/_server/viewer';
import { MethodCard } from '@/components/sign-in-methods/MethodCard';
import { RemovedMethods } from '@/components/sign-in-methods/RemovedMethods';
import { Card } from '@/components/ui/Card';
import { ActionForm } from '@/components/ui/form/ActionForm';
import { SubmitButton } from '@/components/ui/form/SubmitButton';
import { MethodIcon } from '@/components/ui/MethodIcon';
import { FormOutcome } from '@/components/ui/form/FormOutcome';
import { INITIAL_STATE, type FormState } from '@/components/ui/form/formState';
import type { Translator } from '@/components/ui/translations';
import { connectPath } from '@/config/contracts/social';
import { providerName, toProviderId } from '@/config/signInMethods';
import { textLink } from '@/components/ui/textLink';
import { PageHeading } from '@/components/ui/PageHeading';
import {
  ACCOUNT_METHODS_FUNCTION,
  ACCOUNT_METHODS_PAGE,
  accountMethodsAnswer,
  CONNECTION_PARAM,
  toConnection,
  type Connection,
  type AccountMethodsAnswer,
} from '@/config/contracts/sign-in-methods';
import { getEnv } from '@/config/env/env';
import { verificationPath } from '@/config/session/sessionRoutes';
import { usableSignInMethods } from '@/config/env/usableMethods';
import { changeMethods, requestPasswordLink } from './actions';

export const generateMetadata = titleFrom('sign-in-methods');

async function FirstPassword({ address }: { address: string }) {
  const t = await getTranslations('sign-in-methods');
  return (
    <Card id="first-password" title={t('passwordTitle')}>
      <ActionForm action={requestPasswordLink}>
        <p className="max-w-xl">
          {t.rich('passwordLead', { email: address, bdi: (text) => <bdi>{text}</bdi> })}
        </p>
        <div>
          <SubmitButton label={t('sendLink')} pendingLabel={t('sending')} />
        </div>
      </ActionForm>
    </Card>
  );
}

async function Methods({ methods, removed }: AccountMethodsAnswer) {
  const t = await getTranslations('sign-in-methods');
  const openIdName = getEnv().social.oidc?.name;
  return (
    <ActionForm action={changeMethods}>
      <ul className="grid grid-cols-1 gap-3">
        {methods.map((entry) => (
          <MethodCard key={`${entry.method} ${entry.identity}`} entry={entry} openIdName={openIdName} />
        ))}
      </ul>
      {methods.length > 1 && <p className="text-note text-soft max-w-xl">{t('removeHint')}</p>}
      {removed.length > 0 && <RemovedMethods methods={removed} openIdName={openIdName} />}
    </ActionForm>
  );
}

/** In place of the providers: the function would refuse them. */
async function VerifyFirst() {
  const t = await getTranslations('sign-in-methods');
  const env = getEnv();
  if (env.emailVerification === 'off') return null;
  const link = textLink(verificationPath(env, ACCOUNT_METHODS_PAGE));
  return <p className="mt-4 max-w-xl">{t.rich('verifyFirst', { link })}</p>;
}

/** The providers that the user can add, whichever address they know. */
async function Connectable({
  methods,
  hasVerifiedAddress,
}: Pick<AccountMethodsAnswer, 'methods' | 'hasVerifiedAddress'>) {
  const t = await getTranslations('sign-in-methods');
  const known = methods.map(({ method }) => method);
  const providers = usableSignInMethods().flatMap((method) => toProviderId(method) ?? []);
  const others = providers.filter((provider) => !known.includes(provider));
  if (others.length === 0) return null;
  if (!hasVerifiedAddress) return <VerifyFirst />;
  return (
    <div className="mt-4 grid gap-3">
      <p className="max-w-xl">{t('connectHint')}</p>
      <ul className="flex flex-wrap gap-3">
        {others.map((provider) => (
          <li key={provider}>
            <a className="button" href={connectPath(provider)}>
              <MethodIcon method={provider} />
              <span className="min-w-0">
                {t('connect', { provider: providerName(provider, getEnv().social.oidc?.name) })}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the page says after a provider was to be added. */
function toOutcome(connection: Connection | undefined, t: Translator<'sign-in-methods'>): FormState {
  if (connection === undefined) return INITIAL_STATE;
  const message = t(`connection.${connection}`);
  return connection === 'done' ? { status: 'done', message } : { status: 'refused', message, values: {} };
}

/** Lists how the user can sign in, with forms that remove and add ways to do so. */
export default async function SignInMethodsPage({ searchParams }: PageProps<'/account/sign-in-methods'>) {
  const t = await getTranslations('sign-in-methods');
  const outcome = await queryFunction(ACCOUNT_METHODS_FUNCTION, accountMethodsAnswer);
  const answer = await answerOrRedirect(outcome, ACCOUNT_METHODS_FUNCTION);
  return (
    <>
      <PageHeading title={t('title')}>{t('lead')}</PageHeading>
      <FormOutcome state={toOutcome(toConnection((await searchParams)[CONNECTION_PARAM]), t)} />
      <Methods {...answer} />
      {usableSignInMethods().includes('passkey') && (
        <p>{t.rich('passkeysHint', { link: textLink('/account/passkeys') })}</p>
      )}
      {answer.passwordAddress !== null && <FirstPassword address={answer.passwordAddress} />}
      {answer.linksOthers && (
        <Card id="add-method" title={t('addTitle')}>
          <p className="max-w-xl">{t('addLead')}</p>
          <Connectable {...answer} />
        </Card>
      )}
    </>
  );
}

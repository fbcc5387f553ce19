import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readCodePage } from '@/app/_server/codePage';
import { requireSecondFactor } from '@/app/_server/factorState';
import { requireUser } from '@/app/_server/viewer';
import { FactorForm } from '@/components/second-factor/FactorForm';
import { Button, Form, Input } from '@/components/ui/form/elements';
import { FormUser } from '@/components/ui/form/FormUser';
import { PageHeading } from '@/components/ui/PageHeading';
import { useTranslations } from '@/components/ui/translations';
import { CODE_PAGES, FACTOR_PROOF, PROOF_PARAM } from '@/config/contracts/second-factor';
import { getEnv } from '@/config/env/env';
import { CONFIRMS_FIELD, REDIRECT_PARAM } from '@/config/session/sessionRoutes';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('second-factor');
  return { title: t('confirm.title') };
}

/** Where to go without a proof. */
const CANCEL_PATH = '/account';

/** Whether the user can give a code: where their second factor is a passkey, they sign in again. */
async function hasCodes(): Promise<boolean> {
  return getEnv().secondFactor.policy !== 'off' && (await requireSecondFactor()).factor !== null;
}

function SignInAgain({ target }: { target: string }) {
  const t = useTranslations('second-factor');
  return (
    <Form method="post" action="/sign-out" className="flex flex-wrap gap-3">
      <FormUser />
      <Input type="hidden" name={REDIRECT_PARAM} value={target} />
      <Input type="hidden" name={CONFIRMS_FIELD} value="1" />
      <Button className="button button-primary">{t('confirm.signIn')}</Button>
      <a className="button" href={CANCEL_PATH}>
        {t('confirm.cancel')}
      </a>
    </Form>
  );
}

/** Asks users for a fresh proof of who they are, and then leads back to the page that needs it. */
export default async function ConfirmIdentityPage({ searchParams }: PageProps<'/confirm-identity'>) {
  await requireUser();
  const query = await searchParams;
  const t = await getTranslations('second-factor');
  const asked = readCodePage(query, CANCEL_PATH);
  const asksForCode = query[PROOF_PARAM] === FACTOR_PROOF && (await hasCodes());
  return (
    <>
      <PageHeading title={t('confirm.title')}>
        {asksForCode ? t('confirm.withCode') : t('confirm.withSignIn')}
      </PageHeading>
      {asksForCode ? (
        <FactorForm {...asked} page={CODE_PAGES.confirm} canTrust={false} cancelPath={CANCEL_PATH} />
      ) : (
        <SignInAgain target={asked.target} />
      )}
    </>
  );
}

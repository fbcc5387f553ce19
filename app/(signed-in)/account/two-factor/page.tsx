import { redirect } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { requireSecondFactor } from '@/app/_server/factorState';
import { titleFrom } from '@/app/_server/titleFrom';
import { AppKey } from '@/components/second-factor/AppKey';
import { APP_CODE_FIELD } from '@/components/second-factor/codeFields';
import { NewCodes } from '@/components/second-factor/NewCodes';
import type { RecoveryCodesTexts } from '@/components/second-factor/RecoveryCodes';
import { recoveryCodesTexts } from '@/components/second-factor/recoveryCodesTexts';
import { SetupForm } from '@/components/second-factor/SetupForm';
import { TrustedBrowsers } from '@/components/second-factor/TrustedBrowsers';
import { Card } from '@/components/ui/Card';
import { Facts } from '@/components/ui/Facts';
import { ConfirmDialog } from '@/components/ui/ConfirmDialog';
import { ActionForm } from '@/components/ui/form/ActionForm';
import { Button, Input } from '@/components/ui/form/elements';
import { SubmitButton } from '@/components/ui/form/SubmitButton';
import { TextField } from '@/components/ui/form/TextField';
import { PageHeading } from '@/components/ui/PageHeading';
import { Time } from '@/components/ui/Time';
import { useTranslations, type Translator } from '@/components/ui/translations';
import { NOT_FOUND_PATH } from '@/config/areas';
import { CODES_FIELD, type AppKeyAnswer, type SecondFactorAnswer } from '@/config/contracts/second-factor';
import { getEnv } from '@/config/env/env';
import {
  beginSetup,
  confirmSaved,
  confirmSetup,
  forgetBrowsers,
  removeFactor,
  renewRecoveryCodes,
} from './actions';

export const generateMetadata = titleFrom('second-factor');

function introduction(t: Translator<'second-factor'>, { factor, required }: SecondFactorAnswer): string {
  if (factor !== null) return t('lead.on');
  return required ? t('lead.required') : t('lead.off');
}

const BEGIN_FORM = 'begin-setup';

/** Its outcome is above the key. The button for another key is beside the one that confirms it. */
function Begin({ factor, setup }: Pick<SecondFactorAnswer, 'factor' | 'setup'>) {
  const t = useTranslations('second-factor');
  return (
    <ActionForm action={beginSetup} id={BEGIN_FORM} className="contents" isOutdated={factor !== null}>
      {factor === null && setup === null && (
        <Card id="app" title={t('app.title')} description={t('app.lead')}>
          <div className="card-actions">
            <SubmitButton label={t('setup.begin')} pendingLabel={t('setup.preparing')} />
          </div>
        </Card>
      )}
    </ActionForm>
  );
}

/** The key for the app, and the field for its first code. */
function AppSetup({ setup }: { setup: AppKeyAnswer }) {
  const t = useTranslations('second-factor');
  return (
    <Card id="app" title={t('app.title')} description={t('setup.scan')}>
      <div className="grid grid-cols-1 gap-5">
        <AppKey {...setup} />
        <TextField
          name="code"
          label={t('setup.code')}
          hint={t('setup.codeHint')}
          {...APP_CODE_FIELD}
          required
        />
        <div className="card-actions">
          <SubmitButton label={t('setup.turnOn')} pendingLabel={t('setup.checking')} />
          <Button form={BEGIN_FORM} className="button">
            {t('setup.again')}
          </Button>
        </div>
      </div>
    </Card>
  );
}

/** Asks whether the user has saved the recovery codes, which a reload no longer shows. */
function ConfirmSaved({ factor }: Pick<SecondFactorAnswer, 'factor'>) {
  const t = useTranslations('second-factor');
  return (
    <ActionForm action={confirmSaved} className="contents" isOutdated={factor === null}>
      {factor?.codesSaved === false && (
        <Card id="unsaved" title={t('unsaved.title')} description={t('unsaved.lead')}>
          <Input type="hidden" name={CODES_FIELD} value={factor.codesId} readOnly />
          <div className="card-actions">
            <SubmitButton label={t('unsaved.confirm')} pendingLabel={t('unsaved.confirming')} />
          </div>
        </Card>
      )}
    </ActionForm>
  );
}

function Remove({ factor, required }: Pick<SecondFactorAnswer, 'factor' | 'required'>) {
  const t = useTranslations('second-factor');
  return (
    <ActionForm action={removeFactor} className="contents" isOutdated={factor !== null}>
      {factor !== null && (
        <Card id="remove" title={t('remove.title')} destructive description={t('remove.lead')}>
          {required && <p className="pb-4">{t('remove.required')}</p>}
          <div className="card-actions">
            <ConfirmDialog
              label={t('remove.submit')}
              className="button button-destructive"
              title={t('remove.question')}
              text={t('remove.consequence')}
              pendingLabel={t('remove.removing')}
            />
          </div>
        </Card>
      )}
    </ActionForm>
  );
}

function Browsers({ factor, trustedBrowsers }: Pick<SecondFactorAnswer, 'factor' | 'trustedBrowsers'>) {
  const t = useTranslations('second-factor');
  return (
    <ActionForm action={forgetBrowsers} className="contents" isOutdated={factor === null}>
      {factor !== null && (
        <Card id="browsers" title={t('browsers.title')}>
          {trustedBrowsers.length === 0 ? (
            <p>{t('browsers.none')}</p>
          ) : (
            <>
              <TrustedBrowsers browsers={trustedBrowsers} />
              <div>
                <ConfirmDialog
                  label={t('browsers.forget')}
                  title={t('browsers.question')}
                  text={t('browsers.consequence')}
                  pendingLabel={t('browsers.forgetting')}
                />
              </div>
            </>
          )}
        </Card>
      )}
    </ActionForm>
  );
}

type Factor = NonNullable<SecondFactorAnswer['factor']>;

async function AppFacts({ addedAt, recoveryCodesLeft }: Factor) {
  const t = await getTranslations('second-factor');
  const { number } = await getFormatter();
  return (
    <Facts
      facts={[
        { term: t('app.added'), detail: <Time at={addedAt} /> },
        { term: t('app.codesLeft'), detail: number(recoveryCodesLeft) },
      ]}
    />
  );
}

interface AppCardProps {
  factor: Factor | null;
  codesTexts: RecoveryCodesTexts;
}

/** The authenticator app of a user, with the form for new recovery codes. */
function AppCard({ factor, codesTexts }: AppCardProps) {
  const t = useTranslations('second-factor');
  return (
    <ActionForm action={renewRecoveryCodes} className="contents" isOutdated={factor === null}>
      {factor !== null && (
        <Card id="app" title={t('app.title')}>
          <AppFacts {...factor} />
          <NewCodes texts={codesTexts}>
            <ConfirmDialog
              label={t('codes.create')}
              title={t('codes.question')}
              text={t('codes.consequence')}
              pendingLabel={t('codes.creating')}
            />
          </NewCodes>
        </Card>
      )}
    </ActionForm>
  );
}

/**
 * Lets users add and remove their second factor. All forms stay on the page, whatever it shows: without
 * JavaScript they say what became of a form that was sent from an older page.
 */
export default async function TwoFactorPage() {
  const { secondFactor, appName } = getEnv();
  if (secondFactor.policy === 'off') redirect(NOT_FOUND_PATH);
  const state = await requireSecondFactor();
  const { setup } = state;
  const t = await getTranslations('second-factor');
  const codesTexts = recoveryCodesTexts(t, appName);
  return (
    <>
      <PageHeading title={t('title')}>{introduction(t, state)}</PageHeading>
      <Begin {...state} />
      <SetupForm action={confirmSetup} isOn={state.factor !== null} codesTexts={codesTexts}>
        {setup && <AppSetup setup={setup} />}
      </SetupForm>
      <ConfirmSaved {...state} />
      <AppCard {...state} codesTexts={codesTexts} />
      <Browsers {...state} />
      <Remove {...state} />
    </>
  );
}

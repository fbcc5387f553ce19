import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { requireSecondFactor } from '@/app/_server/factorState';
import { CodesForm } from '@/components/second-factor/CodesForm';
import { SetupForm } from '@/components/second-factor/SetupForm';
import { TrustedBrowsers } from '@/components/second-factor/TrustedBrowsers';
import { Card } from '@/components/ui/Card';
import { Facts } from '@/components/ui/Facts';
import { ActionForm } from '@/components/ui/form/ActionForm';
import { SubmitButton } from '@/components/ui/form/SubmitButton';
import { PageHeading } from '@/components/ui/PageHeading';
import { Time } from '@/components/ui/Time';
import type { SecondFactorAnswer } from '@/config/contracts/second-factor';
import { getEnv } from '@/config/env/env';
import { beginSetup, confirmSetup, forgetBrowsers, removeFactor, renewRecoveryCodes } from './actions';

export const metadata: Metadata = { title: 'Two-factor authentication' };

function introduction({ factor, required }: SecondFactorAnswer): string {
  if (factor !== null) return 'When you sign in, you are asked for a code of your authenticator app.';
  return required
    ? 'This site requires it. Add an authenticator app to continue.'
    : 'Protect your account with a code of an authenticator app, in addition to how you sign in.';
}

function Begin({ setup }: Pick<SecondFactorAnswer, 'setup'>) {
  return (
    <ActionForm action={beginSetup}>
      <div>
        <SubmitButton
          label={setup === null ? 'Set up' : 'Create another key'}
          pendingLabel="Preparing…"
          className={setup === null ? 'button button-primary' : 'button'}
        />
      </div>
    </ActionForm>
  );
}

function Remove({ required }: Pick<SecondFactorAnswer, 'required'>) {
  return (
    <Card
      id="remove"
      title="Turn off"
      destructive
      description="Removes your authenticator app, recovery codes and trusted browsers, and ends all other sessions. Use it to change to another app."
    >
      <ActionForm action={removeFactor}>
        {required && (
          <p>This site requires two-factor authentication: you will have to set it up again at once.</p>
        )}
        <div className="card-actions">
          <SubmitButton
            label="Turn off two-factor authentication"
            pendingLabel="Turning off…"
            className="button button-destructive"
          />
        </div>
      </ActionForm>
    </Card>
  );
}

function Browsers({ trustedBrowsers }: Pick<SecondFactorAnswer, 'trustedBrowsers'>) {
  return (
    <Card id="browsers" title="Trusted browsers">
      {trustedBrowsers.length === 0 ? (
        <p>None. You can trust a browser when you enter a code to sign in.</p>
      ) : (
        <TrustedBrowsers browsers={trustedBrowsers} />
      )}
      <ActionForm action={forgetBrowsers}>
        {trustedBrowsers.length > 0 && (
          <div>
            <SubmitButton label="Forget all trusted browsers" pendingLabel="Forgetting…" className="button" />
          </div>
        )}
      </ActionForm>
    </Card>
  );
}

/** Lets users add and remove their second factor. */
export default async function TwoFactorPage() {
  const { secondFactor, appName } = getEnv();
  if (secondFactor.policy === 'off') notFound();
  const state = await requireSecondFactor();
  const { factor, setup } = state;
  return (
    <>
      <PageHeading title="Two-factor authentication">{introduction(state)}</PageHeading>
      <SetupForm action={confirmSetup} setup={setup} appName={appName} />
      {factor === null && <Begin setup={setup} />}
      {factor !== null && (
        <>
          <Card id="app" title="Authenticator app">
            <Facts
              facts={[
                { term: 'Added', detail: <Time at={factor.addedAt} /> },
                { term: 'Recovery codes left', detail: String(factor.recoveryCodesLeft) },
              ]}
            />
            <CodesForm action={renewRecoveryCodes} appName={appName} />
          </Card>
          <Browsers {...state} />
          <Remove {...state} />
        </>
      )}
    </>
  );
}

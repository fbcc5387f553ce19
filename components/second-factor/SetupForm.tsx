'use client';

import type { AppKeyAnswer } from '@/config/contracts/second-factor';
import { ChangeForm } from '../ui/form/ChangeForm';
import type { FormAction } from '../ui/form/formState';
import { SubmitButton } from '../ui/form/SubmitButton';
import { TextField } from '../ui/form/TextField';
import { useFormAction } from '../ui/form/useFormAction';
import { AppKey } from './AppKey';
import { RecoveryCodes } from './RecoveryCodes';

interface SetupFormProps {
  action: FormAction;
  /** The key to bring into the app; null if nothing was begun, or the factor is on. */
  setup: AppKeyAnswer | null;
  appName: string;
}

/**
 * Shows the key for the app and asks for its first code, then shows the recovery codes. The page always
 * renders it: without JavaScript the response is a page in which the factor is already on.
 */
export function SetupForm({ action, setup, appName }: SetupFormProps) {
  const [state, send] = useFormAction(action);
  const codes = state.status === 'done' ? state.secrets : undefined;
  if (setup === null && state.status === 'initial') return null;
  return (
    <ChangeForm state={state} send={send} className="grid grid-cols-1 gap-8">
      {codes !== undefined && <RecoveryCodes codes={codes} appName={appName} />}
      {codes === undefined && setup !== null && (
        <>
          <AppKey {...setup} />
          <div className="grid max-w-xl grid-cols-1 gap-5">
            <TextField
              name="code"
              label="Code"
              hint="The 6 digits that the app shows now."
              autoComplete="one-time-code"
              inputMode="numeric"
              maxLength={20}
              required
              state={state}
            />
            <div>
              <SubmitButton label="Turn on" pendingLabel="Checking…" />
            </div>
          </div>
        </>
      )}
    </ChangeForm>
  );
}

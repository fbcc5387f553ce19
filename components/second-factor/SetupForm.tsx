'use client';

import type { ReactNode } from 'react';
import { ChangeForm } from '../ui/form/ChangeForm';
import { stateOnPage, type FormAction } from '../ui/form/formState';
import { SubmitButton } from '../ui/form/SubmitButton';
import { TextField } from '../ui/form/TextField';
import { useFormAction } from '../ui/form/useFormAction';
import { APP_CODE_FIELD } from './codeFields';
import { RecoveryCodes, type RecoveryCodesTexts } from './RecoveryCodes';

interface SetupFormProps {
  action: FormAction;
  /** The key to bring into the app; null if nothing was begun, or the factor is on. */
  appKey: ReactNode;
  /** Whether the factor is on. */
  isOn: boolean;
  texts: { code: string; hint: string; turnOn: string; checking: string; codes: RecoveryCodesTexts };
}

/**
 * Shows the key for the app and asks for its first code, then shows the recovery codes. The page always
 * renders it: without JavaScript the response is a page in which the factor is already on.
 */
export function SetupForm({ action, appKey, isOn, texts }: SetupFormProps) {
  const [answered, send] = useFormAction(action);
  const state = stateOnPage(answered, !isOn);
  const codes = state.status === 'done' ? state.secrets : undefined;
  if (appKey === null && state.status === 'initial') return null;
  return (
    <ChangeForm state={state} send={send} className="grid grid-cols-1 gap-8">
      {codes !== undefined && <RecoveryCodes codes={codes} texts={texts.codes} />}
      {codes === undefined && appKey !== null && (
        <>
          {appKey}
          <div className="grid max-w-xl grid-cols-1 gap-5">
            <TextField
              name="code"
              label={texts.code}
              hint={texts.hint}
              {...APP_CODE_FIELD}
              required
              state={state}
            />
            <div>
              <SubmitButton label={texts.turnOn} pendingLabel={texts.checking} />
            </div>
          </div>
        </>
      )}
    </ChangeForm>
  );
}

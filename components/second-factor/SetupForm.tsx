'use client';

import type { ReactNode } from 'react';
import { Card } from '../ui/Card';
import { ChangeForm } from '../ui/form/ChangeForm';
import { stateOnPage, type FormAction } from '../ui/form/formState';
import { useFormAction } from '../ui/form/useFormAction';
import { RECOVERY_CODES_ID, RecoveryCodeList, type RecoveryCodesTexts } from './RecoveryCodes';

interface SetupFormProps {
  action: FormAction;
  /** Whether the factor is on. */
  isOn: boolean;
  codesTexts: RecoveryCodesTexts;
  /** The key to bring into the app, and the field for its first code; null if nothing was begun. */
  children: ReactNode;
}

/**
 * Asks for the first code of an app, then shows the recovery codes. The page always renders it: without
 * JavaScript the response is a page in which the factor is already on.
 */
export function SetupForm({ action, isOn, codesTexts, children }: SetupFormProps) {
  const [answered, send] = useFormAction(action);
  const state = stateOnPage(answered, !isOn);
  const codes = state.status === 'done' ? state.secrets : undefined;
  if (children === null && state.status === 'initial') return null;
  return (
    <ChangeForm state={state} send={send} className="grid grid-cols-1 gap-5">
      {codes === undefined ? (
        children
      ) : (
        <Card id={RECOVERY_CODES_ID} title={codesTexts.title}>
          <RecoveryCodeList codes={codes} texts={codesTexts} />
        </Card>
      )}
    </ChangeForm>
  );
}

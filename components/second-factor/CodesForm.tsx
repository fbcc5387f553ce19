'use client';

import { ChangeForm } from '../ui/form/ChangeForm';
import type { FormAction } from '../ui/form/formState';
import { SubmitButton } from '../ui/form/SubmitButton';
import { useFormAction } from '../ui/form/useFormAction';
import { RecoveryCodes, type RecoveryCodesTexts } from './RecoveryCodes';

interface CodesFormProps {
  action: FormAction;
  texts: { create: string; creating: string; codes: RecoveryCodesTexts };
}

/** Replaces the recovery codes, and shows the new ones. */
export function CodesForm({ action, texts }: CodesFormProps) {
  const [state, send] = useFormAction(action);
  const codes = state.status === 'done' ? state.secrets : undefined;
  return (
    <ChangeForm state={state} send={send} className="grid grid-cols-1 gap-5">
      {codes === undefined ? (
        <div>
          <SubmitButton label={texts.create} pendingLabel={texts.creating} className="button" />
        </div>
      ) : (
        <RecoveryCodes codes={codes} texts={texts.codes} />
      )}
    </ChangeForm>
  );
}

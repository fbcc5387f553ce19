'use client';

import type { ReactNode } from 'react';
import { ChangeForm } from '../ui/form/ChangeForm';
import type { FormAction } from '../ui/form/formState';
import { useFormAction } from '../ui/form/useFormAction';
import { RecoveryCodes, type RecoveryCodesTexts } from './RecoveryCodes';

interface CodesFormProps {
  action: FormAction;
  texts: RecoveryCodesTexts;
  /** The button that sends the form. */
  children: ReactNode;
}

/** Replaces the recovery codes, and shows the new ones. */
export function CodesForm({ action, texts, children }: CodesFormProps) {
  const [state, send] = useFormAction(action);
  const codes = state.status === 'done' ? state.secrets : undefined;
  return (
    <ChangeForm state={state} send={send} className="grid grid-cols-1 gap-5">
      {codes === undefined ? <div>{children}</div> : <RecoveryCodes codes={codes} texts={texts} />}
    </ChangeForm>
  );
}

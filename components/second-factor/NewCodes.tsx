'use client';

import { use, type ReactNode } from 'react';
import { FormStateContext } from '../ui/form/FormStateContext';
import { RecoveryCodes, type RecoveryCodesTexts } from './RecoveryCodes';

interface NewCodesProps {
  texts: RecoveryCodesTexts;
  /** The button that replaces the codes. */
  children: ReactNode;
}

/** Shows the recovery codes that the form around it has created, in place of its button. */
export function NewCodes({ texts, children }: NewCodesProps) {
  const state = use(FormStateContext);
  const codes = state.status === 'done' ? state.secrets : undefined;
  return codes === undefined ? <div>{children}</div> : <RecoveryCodes codes={codes} texts={texts} />;
}

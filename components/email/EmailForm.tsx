'use client';

import type { ReactNode } from 'react';
import { ChangeForm } from '../ui/form/ChangeForm';
import { fieldValue, type FormAction } from '../ui/form/formState';
import { PasswordField } from '../ui/form/PasswordField';
import { SubmitButton } from '../ui/form/SubmitButton';
import { TextField } from '../ui/form/TextField';
import { useFormAction } from '../ui/form/useFormAction';

const TYPED_FIELDS = ['email'];

interface EmailFormProps {
  action: FormAction;
  /** Users without a password are asked to sign in again instead. */
  hasPassword: boolean;
  texts: {
    /** Names the current address. */
    current: ReactNode;
    newEmail: string;
    password: string;
    change: string;
    sending: string;
  };
}

/** Asks for a new email address, and for the password of a user who has one. */
export function EmailForm({ action, hasPassword, texts }: EmailFormProps) {
  const [state, send] = useFormAction(action, TYPED_FIELDS);
  return (
    <ChangeForm state={state} send={send} className="grid grid-cols-1 gap-5">
      <p>{texts.current}</p>
      <TextField
        name="email"
        label={texts.newEmail}
        type="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={fieldValue(state, 'email', '')}
        state={state}
      />
      {hasPassword && (
        <PasswordField name="password" label={texts.password} autoComplete="current-password" state={state} />
      )}
      <div className="card-actions">
        <SubmitButton label={texts.change} pendingLabel={texts.sending} />
      </div>
    </ChangeForm>
  );
}

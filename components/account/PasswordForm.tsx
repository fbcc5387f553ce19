'use client';

import { useActionState } from 'react';
import { FormOutcome } from '../form/FormOutcome';
import { FRESH, type FormAction } from '../form/formState';
import { PasswordField } from '../form/PasswordField';
import { SubmitButton } from '../form/SubmitButton';
import { NewPasswordField } from './NewPasswordField';
import { OwnerForPasswordManagers } from './OwnerForPasswordManagers';

interface PasswordFormProps {
  action: FormAction;
  /** Whose password it is. */
  email: string;
  /** Of a new one, in characters. */
  minLength: number;
}

/** The current password and a new one. What is typed here comes back in no answer. */
export function PasswordForm({ action, email, minLength }: PasswordFormProps) {
  const [state, send] = useActionState(action, FRESH);
  return (
    <form action={send} className="grid max-w-xl grid-cols-1 gap-5">
      <FormOutcome state={state} />
      <OwnerForPasswordManagers email={email} />
      <PasswordField
        name="currentPassword"
        label="Current password"
        autoComplete="current-password"
        state={state}
      />
      <NewPasswordField name="newPassword" label="New password" minLength={minLength} state={state} />
      <div>
        <SubmitButton label="Change password" pendingLabel="Changing…" />
      </div>
    </form>
  );
}

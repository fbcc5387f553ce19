'use client';

import { ChangeForm } from '../ui/form/ChangeForm';
import type { FormAction } from '../ui/form/formState';
import { PasswordField } from '../ui/form/PasswordField';
import { SubmitButton } from '../ui/form/SubmitButton';
import { useFormAction } from '../ui/form/useFormAction';
import { NewPasswordField } from './NewPasswordField';
import { OwnerForPasswordManagers } from './UsernameField';

interface PasswordFormProps {
  action: FormAction;
  /** Whose password it is. */
  email: string;
  /** Of a new one, in characters. */
  minLength: number;
}

/** The current password and a new one. What is typed here comes back in no answer. */
export function PasswordForm({ action, email, minLength }: PasswordFormProps) {
  const [state, send] = useFormAction(action);
  return (
    <ChangeForm state={state} send={send} className="grid max-w-xl grid-cols-1 gap-5">
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
    </ChangeForm>
  );
}

'use client';

import { ChangeForm } from '../ui/form/ChangeForm';
import type { FormAction } from '../ui/form/formState';
import { PasswordField } from '../ui/form/PasswordField';
import { SubmitButton } from '../ui/form/SubmitButton';
import { useFormAction } from '../ui/form/useFormAction';
import { NewPasswordField } from './NewPasswordField';
import type { PasswordRuleTexts } from './PasswordRules';
import { UsernameField } from './UsernameField';

interface PasswordFormProps {
  action: FormAction;
  /** Email address of the account, for password managers. */
  email: string;
  /** Minimum length of a new password, in characters. */
  minLength: number;
  texts: { current: string; new: string; change: string; changing: string; rules: PasswordRuleTexts };
}

/** Asks for the current password and a new one. No response ever repeats them. */
export function PasswordForm({ action, email, minLength, texts }: PasswordFormProps) {
  const [state, send] = useFormAction(action);
  return (
    <ChangeForm state={state} send={send} className="grid grid-cols-1 gap-5">
      <UsernameField email={email} />
      <PasswordField
        name="currentPassword"
        label={texts.current}
        autoComplete="current-password"
        state={state}
      />
      <NewPasswordField
        name="newPassword"
        label={texts.new}
        minLength={minLength}
        texts={texts.rules}
        state={state}
      />
      <div className="card-actions">
        <SubmitButton label={texts.change} pendingLabel={texts.changing} />
      </div>
    </ChangeForm>
  );
}

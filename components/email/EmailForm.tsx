'use client';

import { ChangeForm } from '../ui/form/ChangeForm';
import { fieldValue, type FormAction } from '../ui/form/formState';
import { PasswordField } from '../ui/form/PasswordField';
import { SubmitButton } from '../ui/form/SubmitButton';
import { TextField } from '../ui/form/TextField';
import { useFormAction } from '../ui/form/useFormAction';

const TYPED_FIELDS = ['email'];

interface EmailFormProps {
  action: FormAction;
  /** The current address. */
  email: string;
}

/** Asks for a new email address and the password. */
export function EmailForm({ action, email }: EmailFormProps) {
  const [state, send] = useFormAction(action, TYPED_FIELDS);
  return (
    <ChangeForm state={state} send={send} className="grid grid-cols-1 gap-5">
      <p>
        Current email: <strong className="break-all">{email}</strong>
      </p>
      <TextField
        name="email"
        label="New email"
        type="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={fieldValue(state, 'email', '')}
        state={state}
      />
      <PasswordField name="password" label="Password" autoComplete="current-password" state={state} />
      <div className="card-actions">
        <SubmitButton label="Change email" pendingLabel="Sending…" />
      </div>
    </ChangeForm>
  );
}

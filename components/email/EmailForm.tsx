'use client';

import { ChangeForm } from '../ui/form/ChangeForm';
import { valueOf, type FormAction } from '../ui/form/formState';
import { PasswordField } from '../ui/form/PasswordField';
import { SubmitButton } from '../ui/form/SubmitButton';
import { TextField } from '../ui/form/TextField';
import { useFormAction } from '../ui/form/useFormAction';

const TYPED_FIELDS = ['email'];

interface EmailFormProps {
  action: FormAction;
  /** The address of now. */
  email: string;
}

/** Another address, and the password once more. */
export function EmailForm({ action, email }: EmailFormProps) {
  const [state, send] = useFormAction(action, TYPED_FIELDS);
  return (
    <ChangeForm state={state} send={send} className="grid max-w-xl grid-cols-1 gap-5">
      <p>
        Your address now: <strong className="break-all">{email}</strong>
      </p>
      <TextField
        name="email"
        label="New address"
        type="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={valueOf(state, 'email', '')}
        state={state}
      />
      <PasswordField name="password" label="Password" autoComplete="current-password" state={state} />
      <div>
        <SubmitButton label="Send the link" pendingLabel="Sending…" />
      </div>
    </ChangeForm>
  );
}

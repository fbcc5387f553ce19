'use client';

import { ChangeForm } from '../ui/form/ChangeForm';
import { fieldValue, type FormAction } from '../ui/form/formState';
import { PasswordField } from '../ui/form/PasswordField';
import { SubmitButton } from '../ui/form/SubmitButton';
import { TextField } from '../ui/form/TextField';
import { useFormAction } from '../ui/form/useFormAction';
import { UsernameField } from '../password/UsernameField';

const TYPED_FIELDS = ['confirmation'];

interface DeletionFormProps {
  action: FormAction;
  /** Email address of the password login; undefined for users without a password. */
  email: string | undefined;
  texts: {
    password: string;
    /** Asks for the words to type as confirmation. */
    confirm: string;
    confirmHint: string;
    submit: string;
    deleting: string;
  };
}

/** Asks for the password and a typed confirmation, to prevent accidents and use of an unattended browser. */
export function DeletionForm({ action, email, texts }: DeletionFormProps) {
  const [state, send] = useFormAction(action, TYPED_FIELDS);
  return (
    <ChangeForm state={state} send={send} className="grid grid-cols-1 gap-5">
      {email !== undefined && (
        <>
          <UsernameField email={email} />
          <PasswordField
            name="password"
            label={texts.password}
            autoComplete="current-password"
            state={state}
          />
        </>
      )}
      <TextField
        name="confirmation"
        label={texts.confirm}
        hint={texts.confirmHint}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={fieldValue(state, 'confirmation', '')}
        state={state}
      />
      <div className="card-actions">
        <SubmitButton
          label={texts.submit}
          pendingLabel={texts.deleting}
          className="button button-destructive"
        />
      </div>
    </ChangeForm>
  );
}

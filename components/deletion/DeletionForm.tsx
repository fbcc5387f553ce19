'use client';

import { ChangeForm } from '../ui/form/ChangeForm';
import { valueOf, type FormAction } from '../ui/form/formState';
import { PasswordField } from '../ui/form/PasswordField';
import { SubmitButton } from '../ui/form/SubmitButton';
import { TextField } from '../ui/form/TextField';
import { useFormAction } from '../ui/form/useFormAction';
import { OwnerForPasswordManagers } from '../password/UsernameField';

const TYPED_FIELDS = ['confirmation'];

interface DeletionFormProps {
  action: FormAction;
  /** Whose account it is. */
  email: string;
  /** What has to be typed. */
  words: string;
}

/** The password and a few words, so that nobody does this by a slip or in a browser left open. */
export function DeletionForm({ action, email, words }: DeletionFormProps) {
  const [state, send] = useFormAction(action, TYPED_FIELDS);
  return (
    <ChangeForm state={state} send={send} className="grid max-w-xl grid-cols-1 gap-5">
      <OwnerForPasswordManagers email={email} />
      <PasswordField name="password" label="Your password" autoComplete="current-password" state={state} />
      <TextField
        name="confirmation"
        label={`Type “${words}”`}
        hint="So that it does not happen by a slip."
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={valueOf(state, 'confirmation', '')}
        state={state}
      />
      <div>
        <SubmitButton
          label="Delete my account"
          pendingLabel="Deleting…"
          className="button button-destructive"
        />
      </div>
    </ChangeForm>
  );
}

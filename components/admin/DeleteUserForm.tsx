'use client';

import { ChangeForm } from '../ui/form/ChangeForm';
import { fieldValue, type FormAction } from '../ui/form/formState';
import { SubmitButton } from '../ui/form/SubmitButton';
import { TextField } from '../ui/form/TextField';
import { useFormAction } from '../ui/form/useFormAction';
import { ADMIN_FIELDS } from './adminFields';
import { Input } from '../ui/form/elements';

const TYPED_FIELDS = [ADMIN_FIELDS.confirmation];

interface DeleteUserFormProps {
  action: FormAction;
  userId: string;
  texts: {
    /** Asks for the email address of the user, or the user id where there is none. */
    confirm: string;
    submit: string;
    deleting: string;
  };
}

/** Deletes a user after the administrator has typed their address. */
export function DeleteUserForm({ action, userId, texts }: DeleteUserFormProps) {
  const [state, send] = useFormAction(action, TYPED_FIELDS);
  return (
    <ChangeForm state={state} send={send} className="grid grid-cols-1 gap-5">
      <Input type="hidden" name={ADMIN_FIELDS.user} value={userId} />
      <TextField
        name={ADMIN_FIELDS.confirmation}
        label={texts.confirm}
        autoComplete="off"
        spellCheck={false}
        defaultValue={fieldValue(state, ADMIN_FIELDS.confirmation, '')}
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

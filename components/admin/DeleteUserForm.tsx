'use client';

import { ChangeForm } from '../ui/form/ChangeForm';
import { valueOf, type FormAction } from '../ui/form/formState';
import { SubmitButton } from '../ui/form/SubmitButton';
import { TextField } from '../ui/form/TextField';
import { useFormAction } from '../ui/form/useFormAction';
import { ADMIN_FIELDS } from './adminFields';
import { Input } from '../ui/form/elements';

const TYPED_FIELDS = [ADMIN_FIELDS.confirmation];

interface DeleteUserFormProps {
  action: FormAction;
  userId: string;
  /** What has to be typed: the address of the user, or the id of one who has none. */
  wanted: string;
}

/** Deletes a user, once whoever does it has typed whom. */
export function DeleteUserForm({ action, userId, wanted }: DeleteUserFormProps) {
  const [state, send] = useFormAction(action, TYPED_FIELDS);
  return (
    <ChangeForm state={state} send={send} className="grid max-w-xl gap-5">
      <Input type="hidden" name={ADMIN_FIELDS.user} value={userId} />
      <TextField
        name={ADMIN_FIELDS.confirmation}
        label={`Type ${wanted} to confirm`}
        autoComplete="off"
        spellCheck={false}
        defaultValue={valueOf(state, ADMIN_FIELDS.confirmation, '')}
        state={state}
      />
      <div>
        <SubmitButton label="Delete for good" pendingLabel="Deleting…" className="button" />
      </div>
    </ChangeForm>
  );
}

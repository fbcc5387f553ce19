'use client';

import { PROFILE_LIMITS } from '@/config/rules/limits';
import { ChangeForm } from '../ui/form/ChangeForm';
import { fieldValue, type FormAction } from '../ui/form/formState';
import { SubmitButton } from '../ui/form/SubmitButton';
import { TextField } from '../ui/form/TextField';
import { useFormAction } from '../ui/form/useFormAction';

const TYPED_FIELDS = ['name', 'initials'];

interface ProfileFormProps {
  action: FormAction;
  name: string;
  initials: string;
  /** The initials that are shown while the field is empty. */
  defaultInitials: string;
}

/** Edits name and initials, both optional. */
export function ProfileForm({ action, name, initials, defaultInitials }: ProfileFormProps) {
  const [state, send] = useFormAction(action, TYPED_FIELDS);
  return (
    <ChangeForm state={state} send={send} className="grid grid-cols-1 gap-5">
      <TextField
        name="name"
        label="Name"
        hint="Optional. Shown to administrators."
        autoComplete="name"
        defaultValue={fieldValue(state, 'name', name)}
        state={state}
      />
      <TextField
        name="initials"
        label="Initials"
        hint={`Up to ${PROFILE_LIMITS.initials} letters or digits. Default: ${defaultInitials}.`}
        autoComplete="off"
        spellCheck={false}
        defaultValue={fieldValue(state, 'initials', initials)}
        state={state}
      />
      <div className="card-actions">
        <SubmitButton label="Save" pendingLabel="Saving…" />
      </div>
    </ChangeForm>
  );
}

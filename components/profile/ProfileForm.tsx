'use client';

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
  texts: {
    name: string;
    nameHint: string;
    initials: string;
    initialsHint: string;
    save: string;
    saving: string;
  };
}

/** Edits name and initials, both optional. */
export function ProfileForm({ action, name, initials, texts }: ProfileFormProps) {
  const [state, send] = useFormAction(action, TYPED_FIELDS);
  return (
    <ChangeForm state={state} send={send} className="grid grid-cols-1 gap-5">
      <TextField
        name="name"
        label={texts.name}
        hint={texts.nameHint}
        autoComplete="name"
        defaultValue={fieldValue(state, 'name', name)}
        state={state}
      />
      <TextField
        name="initials"
        label={texts.initials}
        hint={texts.initialsHint}
        autoComplete="off"
        spellCheck={false}
        defaultValue={fieldValue(state, 'initials', initials)}
        state={state}
      />
      <div className="card-actions">
        <SubmitButton label={texts.save} pendingLabel={texts.saving} />
      </div>
    </ChangeForm>
  );
}

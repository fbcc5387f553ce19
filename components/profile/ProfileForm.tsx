'use client';

import { ChangeForm } from '../ui/form/ChangeForm';
import { valueOf, type FormAction } from '../ui/form/formState';
import { SubmitButton } from '../ui/form/SubmitButton';
import { TextField } from '../ui/form/TextField';
import { useFormAction } from '../ui/form/useFormAction';

const TYPED_FIELDS = ['name', 'initials'];

interface ProfileFormProps {
  action: FormAction;
  name: string;
  initials: string;
  /** What stands in the avatar as long as its owner chooses nothing. */
  ownInitials: string;
}

/** Name and initials, each of which may be empty. */
export function ProfileForm({ action, name, initials, ownInitials }: ProfileFormProps) {
  const [state, send] = useFormAction(action, TYPED_FIELDS);
  return (
    <ChangeForm state={state} send={send} className="grid max-w-xl gap-5">
      <TextField
        name="name"
        label="Name"
        hint="As you would like to be called. Leave it empty to stay nameless."
        autoComplete="name"
        defaultValue={valueOf(state, 'name', name)}
        state={state}
      />
      <TextField
        name="initials"
        label="Initials"
        hint={`Up to three letters or digits for your sign. Left empty, they are ${ownInitials}.`}
        autoComplete="off"
        spellCheck={false}
        defaultValue={valueOf(state, 'initials', initials)}
        state={state}
      />
      <div>
        <SubmitButton label="Save" pendingLabel="Saving…" />
      </div>
    </ChangeForm>
  );
}

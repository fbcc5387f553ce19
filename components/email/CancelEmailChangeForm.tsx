'use client';

import { useActionState } from 'react';
import { FormOutcome } from '../ui/form/FormOutcome';
import { FRESH, type FormAction } from '../ui/form/formState';
import { SubmitButton } from '../ui/form/SubmitButton';
import { Form, Input } from '../ui/form/elements';

interface CancelEmailChangeFormProps {
  action: FormAction;
  /** As it stood in the link. */
  token: string;
  /** The page on which a link for a new password is asked for. */
  resetPath: string;
}

/** The button that cancels a change of address, then the way to a new password. */
export function CancelEmailChangeForm({ action, token, resetPath }: CancelEmailChangeFormProps) {
  const [state, send] = useActionState(action, FRESH);
  const isDone = state.status === 'done';
  return (
    <Form action={send} className="grid max-w-xl grid-cols-1 justify-items-start gap-5">
      <FormOutcome state={state} />
      <Input type="hidden" name="token" value={token} />
      {!isDone && <SubmitButton label="Cancel the change" pendingLabel="Cancelling…" />}
      <a className={isDone ? 'button button-primary' : 'text-link'} href={resetPath}>
        Set a new password
      </a>
    </Form>
  );
}

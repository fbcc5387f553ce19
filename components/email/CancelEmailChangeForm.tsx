'use client';

import { useActionState } from 'react';
import { FormOutcome } from '../ui/form/FormOutcome';
import { INITIAL_STATE, type FormAction } from '../ui/form/formState';
import { SubmitButton } from '../ui/form/SubmitButton';
import { Form, Input } from '../ui/form/elements';

interface CancelEmailChangeFormProps {
  action: FormAction;
  /** The token from the link. */
  token: string;
  /** The page where a user requests a link to reset their password. */
  resetPath: string;
  texts: { cancel: string; canceling: string; setPassword: string };
}

/** Cancels an email change, then links to the password reset. */
export function CancelEmailChangeForm({ action, token, resetPath, texts }: CancelEmailChangeFormProps) {
  const [state, send] = useActionState(action, INITIAL_STATE);
  const isDone = state.status === 'done';
  return (
    <Form action={send} className="grid max-w-xl grid-cols-1 justify-items-start gap-5">
      <FormOutcome state={state} />
      <Input type="hidden" name="token" value={token} />
      {!isDone && <SubmitButton label={texts.cancel} pendingLabel={texts.canceling} />}
      <a
        className={isDone ? 'button button-primary' : 'text-link min-h-target inline-flex items-center'}
        href={resetPath}
      >
        {texts.setPassword}
      </a>
    </Form>
  );
}

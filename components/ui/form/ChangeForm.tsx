'use client';

import type { ReactNode } from 'react';
import { FormOutcome } from './FormOutcome';
import type { FormState } from './formState';
import { FormStateContext } from './FormStateContext';
import { FormUser } from './FormUser';
import { Form } from './elements';

interface ChangeFormProps {
  /** `state` and `send` come from {@link useFormAction}. */
  state: FormState;
  send: (form: FormData) => void;
  id?: string | undefined;
  className: string;
  children: ReactNode;
}

/** The frame of every form that changes data: shows the outcome and names the user it was rendered for. */
export function ChangeForm({ state, send, id, className, children }: ChangeFormProps) {
  return (
    <Form action={send} id={id} className={className}>
      <FormOutcome state={state} />
      <FormUser />
      <FormStateContext value={state}>{children}</FormStateContext>
    </Form>
  );
}

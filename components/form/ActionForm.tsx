'use client';

import { useActionState, type ReactNode } from 'react';
import { FormOutcome } from './FormOutcome';
import { FRESH, type FormAction } from './formState';

interface ActionFormProps {
  action: FormAction;
  className?: string;
  children: ReactNode;
}

/** A form of buttons and fields that never come back refused: only this frame of it is a client component. */
export function ActionForm({ action, className = 'grid grid-cols-1 gap-5', children }: ActionFormProps) {
  const [state, send] = useActionState(action, FRESH);
  return (
    <form action={send} className={className}>
      <FormOutcome state={state} />
      {children}
    </form>
  );
}

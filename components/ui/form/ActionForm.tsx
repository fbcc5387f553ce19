'use client';

import type { ReactNode } from 'react';
import { ChangeForm } from './ChangeForm';
import type { FormAction } from './formState';
import { useFormAction } from './useFormAction';

interface ActionFormProps {
  action: FormAction;
  className?: string;
  children: ReactNode;
}

/**
 * A form without field errors. Only this frame is a client component; its children can be server components.
 */
export function ActionForm({ action, className = 'grid grid-cols-1 gap-5', children }: ActionFormProps) {
  const [state, send] = useFormAction(action);
  return (
    <ChangeForm state={state} send={send} className={className}>
      {children}
    </ChangeForm>
  );
}

'use client';

import type { ReactNode } from 'react';
import { ChangeForm } from './ChangeForm';
import { stateOnPage, type FormAction } from './formState';
import { useFormAction } from './useFormAction';

interface ActionFormProps {
  action: FormAction;
  /** The text fields that keep what was typed when the form cannot be sent; never a password. */
  fields?: readonly string[];
  /** For a button outside the form. */
  id?: string;
  className?: string;
  /** Whether the page no longer shows what the form has done: then only a refusal is shown. */
  isOutdated?: boolean;
  children: ReactNode;
}

/**
 * A form whose fields show their own errors. Only this frame and its fields are client components; its
 * children can be server components.
 */
export function ActionForm({
  action,
  fields,
  id,
  className = 'grid grid-cols-1 gap-5',
  isOutdated = false,
  children,
}: ActionFormProps) {
  const [answered, send] = useFormAction(action, fields);
  const state = stateOnPage(answered, isOutdated);
  return (
    <ChangeForm state={state} send={send} id={id} className={className}>
      {children}
    </ChangeForm>
  );
}

'use client';

import type { ReactNode } from 'react';
import { ChangeForm } from '../ui/form/ChangeForm';
import type { FormAction } from '../ui/form/formState';
import { useFormAction } from '../ui/form/useFormAction';

interface DisclosedFormProps {
  label: string;
  /** Added to the label for screen readers where several forms have the same label. */
  about: string;
  action: FormAction;
  /** The text fields that keep what was typed when the form cannot be sent. */
  fields?: readonly string[];
  children: ReactNode;
}

/** A form that is shown on demand. It stays open while it has an outcome to show. */
export function DisclosedForm({ label, about, action, fields, children }: DisclosedFormProps) {
  const [state, send] = useFormAction(action, fields);
  return (
    <details open={state.status !== 'initial'} className="open:w-full">
      <summary className="button button-small">
        {label}
        <span className="sr-only">: {about}</span>
      </summary>
      <ChangeForm state={state} send={send} className="grid max-w-md grid-cols-1 gap-3 pt-2 pb-3">
        {children}
      </ChangeForm>
    </details>
  );
}

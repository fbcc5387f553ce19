'use client';

import { useState } from 'react';
import type { FormState } from '../ui/form/formState';
import { PasswordField } from '../ui/form/PasswordField';
import { PasswordRules, PasswordVerdict } from './PasswordRules';

interface NewPasswordFieldProps {
  name: string;
  label: string;
  state: FormState;
  /** In characters. */
  minLength: number;
}

/** A field for a password that is chosen here, with the rules, which mark themselves as they are met. */
export function NewPasswordField({ minLength, ...props }: NewPasswordFieldProps) {
  const [typed, setTyped] = useState({ text: '', since: props.state });
  // The field is emptied whenever the form has been answered.
  const password = typed.since === props.state ? typed.text : '';
  return (
    <div>
      <PasswordField
        {...props}
        autoComplete="new-password"
        hint={<PasswordRules password={password} minLength={minLength} />}
        onInput={({ currentTarget }) => setTyped({ text: currentTarget.value, since: props.state })}
      />
      <PasswordVerdict password={password} minLength={minLength} />
    </div>
  );
}

'use client';

import { useState } from 'react';
import type { FormState } from '../ui/form/formState';
import { PasswordField } from '../ui/form/PasswordField';
import { PasswordRules, PasswordVerdict, type PasswordRuleTexts } from './PasswordRules';

interface NewPasswordFieldProps {
  name: string;
  label: string;
  state: FormState;
  /** In characters. */
  minLength: number;
  texts: PasswordRuleTexts;
}

/** A field for a new password, with rules that are marked as they are met. */
export function NewPasswordField({ minLength, texts, ...props }: NewPasswordFieldProps) {
  const [entered, setEntered] = useState({ text: '', since: props.state });
  // The field is cleared after each response.
  const password = entered.since === props.state ? entered.text : '';
  return (
    <div>
      <PasswordField
        {...props}
        autoComplete="new-password"
        hint={<PasswordRules password={password} minLength={minLength} texts={texts} />}
        onInput={({ currentTarget }) => setEntered({ text: currentTarget.value, since: props.state })}
      />
      <PasswordVerdict password={password} minLength={minLength} texts={texts} />
    </div>
  );
}

'use client';

import { use, useEffect, useRef, type InputHTMLAttributes, type ReactNode } from 'react';
import { fieldValue, type FormState } from './formState';
import { FormStateContext } from './FormStateContext';
import { Input } from './elements';

interface TextFieldProps extends Pick<
  InputHTMLAttributes<HTMLInputElement>,
  | 'type'
  | 'autoComplete'
  | 'autoCapitalize'
  | 'maxLength'
  | 'required'
  | 'inputMode'
  | 'spellCheck'
  | 'onInput'
> {
  name: string;
  label: string;
  hint?: ReactNode;
  /** A button at the end of the field. */
  control?: ReactNode;
  /** The value before the user enters another. */
  defaultValue?: string;
  /** Omit inside {@link ChangeForm}, which passes it on. */
  state?: FormState;
}

/** A labelled input with hint and error, both announced when it gets the focus. */
export function TextField({ name, label, hint, control, defaultValue, ...props }: TextFieldProps) {
  const formState = use(FormStateContext);
  const { state = formState, ...attributes } = props;
  const input = useRef<HTMLInputElement>(null);
  const problem = state.status === 'refused' && state.field === name ? state.message : undefined;
  const ids = { hint: `${name}-hint`, problem: `${name}-problem` };
  const describedBy = [problem && ids.problem, hint && ids.hint].filter(Boolean).join(' ');

  useEffect(() => {
    if (state.status === 'refused' && state.field === name) input.current?.focus();
  }, [state, name]);

  return (
    <div className="grid max-w-xl gap-1.5">
      <label htmlFor={name} className="text-small font-semibold">
        {label}
      </label>
      <div className="flex gap-2">
        <Input
          {...attributes}
          defaultValue={fieldValue(state, name, defaultValue ?? '')}
          ref={input}
          id={name}
          name={name}
          // For browsers without JavaScript, which receive the rejected form as a new page.
          autoFocus={problem !== undefined}
          aria-invalid={problem !== undefined}
          aria-describedby={describedBy || undefined}
          className="field min-w-0"
        />
        {control}
      </div>
      {problem !== undefined && (
        <p id={ids.problem} className="text-small text-danger">
          {problem}
        </p>
      )}
      {hint !== undefined && (
        <div id={ids.hint} className="text-note text-soft">
          {hint}
        </div>
      )}
    </div>
  );
}

'use client';

import { use, useEffect, useRef, type InputHTMLAttributes, type ReactNode } from 'react';
import { fieldValue, type FormState } from './formState';
import { FormStateContext } from './FormStateContext';
import { Input } from './elements';
import { FieldFrame, fieldAttributes } from './FieldFrame';

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
  const texts = { id: name, hint, problem };

  useEffect(() => {
    if (state.status === 'refused' && state.field === name) input.current?.focus();
  }, [state, name]);

  return (
    <FieldFrame label={label} {...texts} className="max-w-xl">
      <div className="flex gap-2">
        <Input
          {...attributes}
          {...fieldAttributes(texts)}
          defaultValue={fieldValue(state, name, defaultValue ?? '')}
          ref={input}
          name={name}
          className="field min-w-0"
        />
        {control}
      </div>
    </FieldFrame>
  );
}

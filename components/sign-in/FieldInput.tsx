'use client';

import { useLayoutEffect, useRef, useState } from 'react';
import type { WidgetTranslator } from '@/config/supertokens/widgetText';
import { EMAIL_AUTOCOMPLETE } from './emailAutocomplete';

/** Props that the widget passes to the input of a field. */
export interface FieldInputProps {
  type: string;
  name: string;
  value: string;
  autoComplete?: string;
  autofocus?: boolean;
  hasError: boolean;
  onInputFocus: (value: string) => void;
  onInputBlur: (value: string) => void;
  onChange: (value: string) => void;
}

export const inputId = (name: string) => `login-${name}`;
const errorId = (name: string) => `${inputId(name)}-error`;

interface RevealButtonProps {
  name: string;
  shown: boolean;
  onToggle: () => void;
  t: WidgetTranslator;
}

function RevealButton({ name, shown, onToggle, t }: RevealButtonProps) {
  return (
    <button
      type="button"
      data-supertokens="reveal"
      aria-controls={inputId(name)}
      aria-label={t(shown ? 'widget.hidePassword' : 'widget.showPassword')}
      onClick={onToggle}
    >
      {t(shown ? 'widget.hide' : 'widget.show')}
    </button>
  );
}

/**
 * The widget's input with what its own lacks: an id for the label, the error said with the field, and a
 * button that a keyboard can press to show the password.
 */
export function FieldInput({ t, ...props }: FieldInputProps & { t: WidgetTranslator }) {
  const { type, name, value, autoComplete, autofocus, hasError, onInputFocus, onInputBlur, onChange } = props;
  const input = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(false);

  useLayoutEffect(() => {
    // The error message is an element of the widget, which no prop can reach.
    const row = input.current?.closest('[data-supertokens~="formRow"]');
    const message = row?.querySelector('[data-supertokens~="inputErrorMessage"]');
    message?.setAttribute('id', errorId(name));
    message?.setAttribute('role', 'alert');
  }, [hasError, name]);

  return (
    <div data-supertokens="inputContainer">
      <div data-supertokens={hasError ? 'inputWrapper inputError' : 'inputWrapper'}>
        <input
          ref={input}
          id={inputId(name)}
          className="supertokens-input"
          data-supertokens={`input input-${name}`}
          type={shown ? 'text' : type}
          name={name}
          value={value}
          autoComplete={name === 'email' ? EMAIL_AUTOCOMPLETE : (autoComplete ?? 'off')}
          autoFocus={autofocus}
          required
          aria-invalid={hasError}
          aria-describedby={hasError ? errorId(name) : undefined}
          onFocus={() => onInputFocus(value)}
          onBlur={() => onInputBlur(value)}
          onChange={(event) => onChange(event.target.value)}
        />
        {type === 'password' && (
          <RevealButton name={name} shown={shown} onToggle={() => setShown(!shown)} t={t} />
        )}
      </div>
    </div>
  );
}

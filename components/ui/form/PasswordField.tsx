'use client';

import { use, useState, type ComponentProps } from 'react';
import { LanguageContext } from '../Language';
import { TextField } from './TextField';
import { Button } from './elements';

interface PasswordFieldProps extends Pick<
  ComponentProps<typeof TextField>,
  'name' | 'label' | 'hint' | 'state' | 'onInput'
> {
  autoComplete: 'current-password' | 'new-password';
}

/** A password field with a button that shows it. The button is hidden where there is no JavaScript. */
export function PasswordField(props: PasswordFieldProps) {
  const { texts, locale } = use(LanguageContext);
  const [shown, setShown] = useState(false);
  const name = locale.startsWith('en') ? props.label.toLowerCase() : props.label;
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      required
      control={
        <Button
          type="button"
          aria-controls={props.name}
          className="button button-small min-w-18 shrink-0 noscript:hidden"
          onClick={() => setShown(!shown)}
        >
          {shown ? texts.form.hide : texts.form.show}
          <span className="sr-only"> {name}</span>
        </Button>
      }
    />
  );
}

'use client';

import type { ReactElement } from 'react';
import { useTranslation } from 'supertokens-auth-react';
import { FieldInput, inputId, type FieldInputProps } from './FieldInput';

function FieldLabel({ name, label }: { name: string; label: string }) {
  const t = useTranslation();
  return (
    <label data-supertokens="label" htmlFor={inputId(name)}>
      {t(label)}
    </label>
  );
}

interface Field {
  id: string;
  label: string;
}

/** The input of a field, in the language of the user. */
export function TranslatedInput(props: FieldInputProps) {
  return <FieldInput {...props} t={useTranslation()} />;
}

/** The part of a field that {@link withLabels} adds and others may wrap. */
export interface LabelledField {
  inputComponent: (props: FieldInputProps) => ReactElement;
}

/** Returns form fields of the widget whose labels are linked to their inputs. */
export function withLabels<F extends Field>(fields: F[]) {
  return fields.map((field) => ({
    ...field,
    labelComponent: <FieldLabel name={field.id} label={field.label} />,
    // The same function each time: a new one would be another component, and the input would lose the focus.
    inputComponent: TranslatedInput,
  }));
}

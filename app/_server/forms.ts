import 'server-only';
import type { FormState } from '@/components/form/formState';
import type { ChangeOutcome } from './change';

/** What a text field of a form holds; nothing where it is missing or a file. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

interface Words {
  /** What is said when the change is made. */
  done: string;
  /** What was typed; never a password. */
  values: Record<string, string>;
}

const UNCERTAIN = 'The service behind this form did not answer. Please try again in a moment.';

/** What a form says of a change. */
export function toFormState(outcome: ChangeOutcome<unknown>, { done, values }: Words): FormState {
  switch (outcome.status) {
    case 'done':
      return { status: 'done', message: done };
    case 'refused':
      return { status: 'refused', message: outcome.message, field: outcome.field, values };
    case 'failed':
      return { status: 'refused', message: UNCERTAIN, values };
  }
}

import 'server-only';
import type { FormState } from '@/components/ui/form/formState';
import type { ChangeOutcome } from './change';

export { formText } from '@/components/ui/form/formUserField';

interface Words {
  /** What is said when the change is made. */
  done: string;
  /** What was typed; never a password. */
  values: Record<string, string>;
}

const UNCERTAIN = 'The service did not respond. Your change may not have been saved. Check and try again.';

/** What a form says of a change. */
export function toFormState(outcome: ChangeOutcome<unknown>, { done, values }: Words): FormState {
  switch (outcome.status) {
    case 'done':
      return { status: 'done', message: done };
    case 'refused':
      return { status: 'refused', message: outcome.message, field: outcome.field, values };
    case 'other-user':
      // Without JavaScript the answer is a page of the user who is signed in now: none of this goes into its fields.
      return { status: 'refused', message: outcome.message, reason: 'other-user', values: {} };
    case 'failed':
      return { status: 'refused', message: UNCERTAIN, values };
  }
}

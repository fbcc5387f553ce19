import 'server-only';
import type { FormState } from '@/components/ui/form/formState';
import type { ChangeOutcome } from './change';

export { formText } from '@/components/ui/form/formUserField';

interface Words {
  /** Message when the change was made. */
  done: string;
  /** Text that is shown this once. */
  secrets?: readonly string[];
  /** The values that the user entered; never a password. */
  values: Record<string, string>;
}

const UNKNOWN_OUTCOME =
  'The service did not respond. Your change may not have been saved. Check and try again.';

/** Turns the outcome of a change into the state of its form. */
export function toFormState(outcome: ChangeOutcome<unknown>, { done, values, secrets }: Words): FormState {
  switch (outcome.status) {
    case 'done':
      return { status: 'done', message: done, ...(secrets !== undefined && { secrets }) };
    case 'refused':
      return { status: 'refused', message: outcome.message, field: outcome.field, values };
    case 'other-user':
      // Without JavaScript the response is a page of the current user, whose fields must not show these
      // values.
      return { status: 'refused', message: outcome.message, reason: 'other-user', values: {} };
    case 'failed':
      return { status: 'refused', message: UNKNOWN_OUTCOME, values };
  }
}

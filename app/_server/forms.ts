import 'server-only';
import type { FormState } from '@/components/ui/form/formState';
import type { ChangeOutcome } from './change';

export { formText } from '@/components/ui/form/formUserField';

type Values = Record<string, string>;

type NotDone = Exclude<ChangeOutcome<unknown>, { status: 'done' }>;

interface Words<T> {
  /** Message when the change was made. */
  done: string | ((answer: T) => string);
  /** Text that is shown this once. */
  secrets?: (answer: T) => readonly string[];
  /** The values that the user entered; never a password. */
  values?: Values;
}

const UNKNOWN_OUTCOME =
  'The service did not respond. Your change may not have been saved. Check and try again.';

/**
 * Turns the outcome of a change that was not made into the state of its form.
 *
 * @param values that the user entered; never a password
 */
export function toRefusedState(outcome: NotDone, values: Values = {}): FormState {
  switch (outcome.status) {
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

/** Turns the outcome of a change into the state of its form. */
export function toFormState<T>(outcome: ChangeOutcome<T>, { done, values, secrets }: Words<T>): FormState {
  if (outcome.status !== 'done') return toRefusedState(outcome, values);
  const { answer } = outcome;
  const message = typeof done === 'string' ? done : done(answer);
  return { status: 'done', message, ...(secrets && { secrets: secrets(answer) }) };
}

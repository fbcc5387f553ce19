import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { FormState } from '@/components/ui/form/formState';
import type { ChangeOutcome } from './change';

export { formText } from '@/components/ui/form/formUserField';

type Values = Record<string, string>;

type NotDone = Exclude<ChangeOutcome<unknown>, { status: 'done' }>;

interface Words<T> {
  /** Message when the change was made. */
  done: string | ((answer: T) => string | Promise<string>);
  /** Text that is shown this once. */
  secrets?: (answer: T) => readonly string[];
  /** The values that the user entered; never a password. */
  values?: Values;
}

/**
 * Turns the outcome of a change that was not made into the state of its form.
 *
 * @param values that the user entered; never a password
 */
export async function toRefusedState(outcome: NotDone, values: Values = {}): Promise<FormState> {
  switch (outcome.status) {
    case 'refused':
      return { status: 'refused', message: outcome.message, field: outcome.field, values };
    case 'other-user':
      // Without JavaScript the response is a page of the current user, whose fields must not show these
      // values.
      return { status: 'refused', message: outcome.message, reason: 'other-user', values: {} };
    case 'failed': {
      const t = await getTranslations('ui');
      return { status: 'refused', message: t('outcome.unknown'), values };
    }
  }
}

/** Turns the outcome of a change into the state of its form. */
export async function toFormState<T>(
  outcome: ChangeOutcome<T>,
  { done, values, secrets }: Words<T>,
): Promise<FormState> {
  if (outcome.status !== 'done') return toRefusedState(outcome, values);
  const { answer } = outcome;
  const message = typeof done === 'string' ? done : await done(answer);
  return { status: 'done', message, ...(secrets && { secrets: secrets(answer) }) };
}

/** The result of the last submit of a form. Plain data: without JavaScript it is part of the next page. */
export type FormState =
  | { status: 'initial' }
  | {
      status: 'done';
      message: string;
      /** Text that is shown this once, for example recovery codes. */
      secrets?: readonly string[];
    }
  | {
      status: 'refused';
      message: string;
      /** The field that the message is about; undefined if it is about the whole form. */
      field?: string | undefined;
      /** Set where the page has to be reloaded: another user is signed in, or the site was updated. */
      reason?: 'other-user' | 'site-updated' | undefined;
      /** The values that the user entered, to fill the form again. */
      values: Record<string, string>;
    };

export const INITIAL_STATE: FormState = { status: 'initial' };

/**
 * Returns what a form says on its page.
 *
 * @param isOutdated whether the page no longer shows what the form has done: then only a refusal is said
 */
export const stateOnPage = (state: FormState, isOutdated: boolean): FormState =>
  isOutdated && state.status === 'done' ? INITIAL_STATE : state;

/** A server action for `useActionState`. */
export type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

/**
 * Returns the initial value of a field: what the user entered before the form was rejected, or the stored
 * value.
 */
export function fieldValue(state: FormState, field: string, recorded: string): string {
  return state.status === 'refused' ? (state.values[field] ?? recorded) : recorded;
}

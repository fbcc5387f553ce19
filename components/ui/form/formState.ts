/** What a form knows of how it was last sent. Plain data: a browser without JavaScript gets it back with the page. */
export type FormState =
  | { status: 'fresh' }
  | { status: 'done'; message: string }
  | {
      status: 'refused';
      message: string;
      /** The field that the message is about; without one it is about all of them. */
      field?: string | undefined;
      /**
       * Why, where the form has to know: another user is signed in now, or the site was updated and no longer knows this
       * form.
       */
      reason?: 'other-user' | 'site-updated' | undefined;
      /** What was typed, so that nobody types it twice. */
      values: Record<string, string>;
    };

export const FRESH: FormState = { status: 'fresh' };

/** A server action as a form calls it. */
export type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

/** What a field holds: what was typed into it before the form was refused, or what is on record. */
export function valueOf(state: FormState, field: string, recorded: string): string {
  return state.status === 'refused' ? (state.values[field] ?? recorded) : recorded;
}

/** Next's limit for the body of a server action, which is also that of the relay. */
export const MAX_FORM_BYTES = 1024 * 1024;

/**
 * Why a form did not reach its server action. Sent as plain text; the page that sent the form shows its
 * translation.
 */
export const FORM_REFUSALS = {
  otherSite: 'This form was sent from another site. Nothing was changed.',
  tooLarge: 'This form is too large. Nothing was changed. Shorten what you entered and send the form again.',
  unreadable: 'This form could not be read. Nothing was changed. Reload the page and send the form again.',
} as const;

export type FormRefusal = keyof typeof FORM_REFUSALS;

const NAMES = Object.keys(FORM_REFUSALS) as readonly FormRefusal[];

/** Returns which of {@link FORM_REFUSALS} an error carries; undefined for any other error. */
export function formRefusalOf(error: unknown): FormRefusal | undefined {
  return NAMES.find((name) => error instanceof Error && error.message === FORM_REFUSALS[name]);
}

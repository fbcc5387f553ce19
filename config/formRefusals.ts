/** Next's limit for the body of a server action, which is also that of the relay. */
export const MAX_FORM_BYTES = 1024 * 1024;

/** Why a form did not reach its server action. Sent as plain text; the page that sent the form shows it. */
export const FORM_REFUSALS = {
  otherSite: 'This form was sent from another site. Nothing was changed.',
  tooLarge: 'This form is too large. Nothing was changed. Shorten what you entered and send the form again.',
  unreadable: 'This form could not be read. Nothing was changed. Reload the page and send the form again.',
} as const;

/** Returns a message of {@link FORM_REFUSALS} that an error carries; undefined for any other error. */
export function formRefusalOf(error: unknown): string | undefined {
  return Object.values(FORM_REFUSALS).find((text) => error instanceof Error && error.message === text);
}

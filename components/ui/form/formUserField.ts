/** Name of the hidden field that holds the user id that a form was rendered for. */
export const FORM_USER_FIELD = 'formUser';

/** Returns the text of a form field; an empty string if it is missing or a file. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

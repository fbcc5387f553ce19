/** The hidden field of every form that names the user whom the form was rendered for. */
export const FORM_USER_FIELD = 'formUser';

/** The text of a form's field; empty where the field is missing or holds a file. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

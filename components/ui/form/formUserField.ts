export { FORM_USER_FIELD } from '@/config/contracts/sign-in';

/** Returns the text of a form field; an empty string if it is missing or a file. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

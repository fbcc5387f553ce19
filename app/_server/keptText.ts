import 'server-only';

/** Fields that a page fills in or that a button sends: nobody typed them. */
const NOT_TYPED = new Set(['formUser', 'give', 'session', 'take', 'user', 'username']);

/** Never sent back, whatever else a field is called. */
const SECRET = /passw|secret|token|code|otp|pin$/i;

const MAX_FIELDS = 20;
const MAX_CHARACTERS = 5000;

/** `firstName` → `First name`. */
function labelOf(name: string): string {
  const words = name
    .slice(0, 60)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const isKept = (name: string, value: FormDataEntryValue): value is string =>
  typeof value === 'string' &&
  value.trim() !== '' &&
  !name.startsWith('$') &&
  !NOT_TYPED.has(name) &&
  !SECRET.test(name);

const cut = (text: string) => (text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text);

/**
 * What the user typed into a form that could not be delivered, to be shown to them again. Leaves out passwords and other
 * secrets, files, and what nobody typed.
 *
 * @returns at most 20 fields of at most 5000 characters each; not escaped
 */
export function keptText(form: FormData): { label: string; text: string }[] {
  const typed = [...form].flatMap(([name, value]) =>
    isKept(name, value) ? [{ label: labelOf(name), text: cut(value) }] : [],
  );
  return typed.slice(0, MAX_FIELDS);
}

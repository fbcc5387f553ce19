import 'server-only';

/** Fields that the page or a button fills, not the user. */
const FILLED_BY_PAGE = new Set(['formUser', 'give', 'id', 'session', 'take', 'user', 'username']);

/** Names of fields whose values are never sent back. */
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
  !FILLED_BY_PAGE.has(name) &&
  !SECRET.test(name);

const cut = (text: string) => (text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text);

/**
 * Returns what the user entered into a form that could not be delivered, to show it again. Omits passwords
 * and other secrets, files, and fields that the user did not fill.
 *
 * @returns at most 20 fields of at most 5000 characters each; not escaped
 */
export function enteredText(form: FormData): { label: string; text: string }[] {
  const typed = [...form].flatMap(([name, value]) =>
    isKept(name, value) ? [{ label: labelOf(name), text: cut(value) }] : [],
  );
  return typed.slice(0, MAX_FIELDS);
}

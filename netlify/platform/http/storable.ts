import type { RefusalReason } from '../../../config/contracts/refusalReason.ts';
import { Refusal } from './refusal.ts';

/**
 * Deeper than any body that a function or the SDK reads. Walking or writing a much deeper one exhausts the
 * stack.
 */
const MAX_DEPTH = 32;

interface Part {
  value: unknown;
  path: readonly string[];
}

/** A form field of the SDK is named by its id, everything else by its path. */
function nameOf(path: readonly string[], root: unknown, whole: string): string {
  if (path[0] !== 'formFields') return path.join('.') || whole;
  const { formFields } = root as { formFields: Record<string, { id?: unknown } | null> };
  const id = formFields[path[1] ?? '']?.id;
  return typeof id === 'string' && isStorableText(id) ? id : path.join('.');
}

/** PostgreSQL text has no NUL, and UTF-8 has no lone surrogates. */
const isStorableText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

function partsOf({ value, path }: Part): Part[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([key, one]) => ({ value: one as unknown, path: [...path, key] }));
}

/**
 * Makes sure that the database of the core can store all text in a value. Otherwise the core fails
 * with 500, and a lone surrogate is changed on the way.
 *
 * @param whole the name in the refusal if it is no single field
 * @throws Refusal 400 with the field
 */
export function requireStorable(root: unknown, whole: 'body' | 'query'): void {
  const refuse = (path: readonly string[], message: string, reason: RefusalReason) =>
    new Refusal(400, 'BAD_REQUEST', message, { field: nameOf(path, root, whole), reason });
  const parts: Part[] = [{ value: root, path: [] }];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const { value, path } = part;
    if (path.length > MAX_DEPTH) throw refuse([], 'This value is nested too deeply.', 'platform.tooDeep');
    if (!isStorableText(path.at(-1) ?? ''))
      throw refuse(path.slice(0, -1), 'This field name is not allowed.', 'platform.fieldName');
    if (typeof value === 'string' && !isStorableText(value))
      throw refuse(path, 'This value contains a character that cannot be stored.', 'platform.character');
    parts.push(...partsOf(part));
  }
}

import { toCanonicalEmail } from '../../config/rules/emailRule.ts';
import type { FunctionEvent } from '../platform/http/message.ts';

interface FormField {
  id?: unknown;
  value?: unknown;
}

const isEmail = (field: unknown): field is FormField =>
  typeof field === 'object' && field !== null && (field as FormField).id === 'email';

/**
 * Puts the canonical spelling of an email address in the place of the one that was typed into a form of the SDK, so
 * that the throttle, the SDK and the core all read the same one. What is no address stays, for the SDK to refuse.
 *
 * @param event with a body that is a JSON object or nothing
 */
export function normalizeFormEmail(event: FunctionEvent): void {
  const body = JSON.parse(event.body ?? '{}') as { formFields?: unknown };
  if (!Array.isArray(body.formFields)) return;
  for (const field of body.formFields.filter(isEmail))
    field.value = toCanonicalEmail(field.value) ?? field.value;
  event.body = JSON.stringify(body);
}

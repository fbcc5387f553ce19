import { toCanonicalEmail } from '../../config/rules/emailRule.ts';
import type { FunctionEvent } from '../platform/http/message.ts';

interface FormField {
  id?: unknown;
  value?: unknown;
}

const isEmail = (field: unknown): field is FormField =>
  typeof field === 'object' && field !== null && (field as FormField).id === 'email';

/**
 * Replaces the email address in a form of the SDK by its canonical spelling, so
 * that throttle, SDK and core read the same one. An invalid address stays, for the SDK to refuse.
 *
 * @param event with a JSON object as body, or none
 */
export function normalizeFormEmail(event: FunctionEvent): void {
  const body = JSON.parse(event.body ?? '{}') as { formFields?: unknown };
  if (!Array.isArray(body.formFields)) return;
  for (const field of body.formFields.filter(isEmail))
    field.value = toCanonicalEmail(field.value) ?? field.value;
  event.body = JSON.stringify(body);
}

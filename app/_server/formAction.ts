import 'server-only';
import { headers } from 'next/headers';
import type { FormAction, FormState } from '@/components/ui/form/formState';
import { recordActionStart } from './startedActions';

/**
 * Runs what a server action does with a form. ESLint accepts no server action without it: Next passes on
 * whatever arguments a client sent. A request without a form is answered with 400, see `faultyAnswer.ts`.
 *
 * @param sent the arguments of the action
 * @param handle gets the form as it was sent; what a form knew of its state before is up to the client, and
 *   left out
 */
export async function runFormAction(
  sent: readonly unknown[],
  handle: (form: FormData) => Promise<FormState>,
): Promise<FormState> {
  const form = sent.findLast((argument) => argument instanceof FormData);
  if (form === undefined) throw new TypeError('A server action was called without a form.');
  recordActionStart(await headers());
  return handle(form);
}

/** Makes a server action of a form: the only exports that a file with 'use server' has. */
export function defineFormAction(handle: (form: FormData) => Promise<FormState>): FormAction {
  return (...sent: unknown[]) => runFormAction(sent, handle);
}

import 'server-only';
import { headers } from 'next/headers';
import type { FormAction, FormState } from '@/components/ui/form/formState';
import { recordActionStart } from './startedActions';

/**
 * Makes a server action of a form. ESLint accepts no other export in a file with 'use server': Next passes on
 * whatever arguments a client sent. A request without a form is answered with 400, see `replaceAnswer.ts`.
 *
 * @param handle gets the form as it was sent; what a form knew of its state before is up to the client, and
 *   left out
 */
export function defineFormAction(handle: (form: FormData) => Promise<FormState>): FormAction {
  return async (...sent: unknown[]) => {
    const form = sent.findLast((argument) => argument instanceof FormData);
    if (form === undefined) throw new TypeError('A server action was called without a form.');
    recordActionStart(await headers());
    return handle(form);
  };
}

'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requestChange } from '@/app/_server/change';
import { defineFormAction } from '@/app/_server/formAction';
import { formText, toFormState, toRefusedState } from '@/app/_server/forms';
import { nameField, PASSKEY_FIELD, removedPath } from '@/components/passkeys/passkeyFields';
import { isPasskeyId, passkeyPath } from '@/config/contracts/passkeyRoutes';
import { passkeyEntry, passkeyRemoved } from '@/config/contracts/passkeys';

/** Returns the passkey that a form is about. Redirects if it names none. */
function requirePasskeyId(form: FormData): string {
  const id = formText(form, PASSKEY_FIELD);
  if (!isPasskeyId(id)) redirect(removedPath('before'));
  return id;
}

/** Changes the name of a passkey. The function checks that it is the user's. */
export const renamePasskey = defineFormAction(async (form) => {
  const id = requirePasskeyId(form);
  const field = nameField(id);
  const name = formText(form, field);
  const outcome = await requestChange({
    path: passkeyPath(id),
    method: 'PATCH',
    form,
    body: { name },
    schema: passkeyEntry,
    goneRedirect: removedPath('before'),
  });
  if (outcome.status === 'done') refresh();
  const t = await getTranslations('passkeys');
  const state = await toFormState(outcome, { done: t('nameSaved'), values: { [field]: name } });
  return state.status === 'refused' && state.field === 'name' ? { ...state, field } : state;
});

/** Removes a passkey. The function checks that it is the user's, and not their last way to sign in. */
export const removePasskey = defineFormAction(async (form) => {
  const outcome = await requestChange({
    path: passkeyPath(requirePasskeyId(form)),
    method: 'DELETE',
    form,
    schema: passkeyRemoved,
    goneRedirect: removedPath('before'),
  });
  if (outcome.status !== 'done') return toRefusedState(outcome);
  const { removed, notified } = outcome.answer;
  redirect(removedPath(removed ? (notified ? 'now' : 'unnotified') : 'before'));
});

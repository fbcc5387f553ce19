'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { requestChange } from '@/app/_server/change';
import { defineFormAction } from '@/app/_server/formAction';
import { formText, toFormState } from '@/app/_server/forms';
import { noteAdded, noteDeleted, NOTES_FUNCTION } from '@/config/contracts/notes';

export const addNote = defineFormAction(async (form) => {
  const values = { text: formText(form, 'text') };
  const outcome = await requestChange({
    path: NOTES_FUNCTION,
    method: 'POST',
    form,
    body: values,
    schema: noteAdded,
  });
  if (outcome.status === 'done') refresh();
  const t = await getTranslations('notes');
  return toFormState(outcome, { done: t('added'), values });
});

export const deleteNote = defineFormAction(async (form) => {
  const outcome = await requestChange({
    path: `${NOTES_FUNCTION}/${encodeURIComponent(formText(form, 'id'))}`,
    method: 'DELETE',
    form,
    schema: noteDeleted,
    // The note is gone: the page without it is what the user wants to see.
    goneRedirect: '/notes',
  });
  if (outcome.status === 'done') refresh();
  const t = await getTranslations('notes');
  return toFormState(outcome, { done: t('deleted') });
});

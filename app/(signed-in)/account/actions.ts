'use server';

import { refresh } from 'next/cache';
import { requestChange } from '@/app/_server/change';
import { formText, toFormState } from '@/app/_server/forms';
import type { FormState } from '@/components/ui/form/formState';
import { PROFILE_FUNCTION, profileFields } from '@/config/contracts/profile';

/** Saves the profile. The profile function validates the values. */
export async function saveProfile(_before: FormState, form: FormData): Promise<FormState> {
  const values = { name: formText(form, 'name'), initials: formText(form, 'initials') };
  const outcome = await requestChange({
    path: PROFILE_FUNCTION,
    method: 'PATCH',
    form,
    body: values,
    schema: profileFields,
  });
  if (outcome.status === 'done') refresh();
  return toFormState(outcome, { done: 'Saved.', values });
}

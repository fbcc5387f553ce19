'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { requestChange } from '@/app/_server/change';
import { defineFormAction } from '@/app/_server/formAction';
import { formText, toFormState } from '@/app/_server/forms';
import { keepAccessToken } from '@/app/_server/keepAccessToken';
import { PROFILE_FUNCTION, profileFields } from '@/config/contracts/profile';

/** Saves the profile. The profile function validates the values. */
export const saveProfile = defineFormAction(async (form) => {
  const values = { name: formText(form, 'name'), initials: formText(form, 'initials') };
  const outcome = await requestChange({
    path: PROFILE_FUNCTION,
    method: 'PATCH',
    form,
    body: values,
    schema: profileFields,
  });
  if (outcome.status === 'done') {
    // It has the new name, for the menu.
    await keepAccessToken(outcome.setCookies);
    refresh();
  }
  const t = await getTranslations('profile');
  return toFormState(outcome, { done: t('form.saved'), values });
});

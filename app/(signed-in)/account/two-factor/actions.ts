'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { addMailProblem } from '@/app/_server/addMailProblem';
import { requestChange, type ChangeOutcome } from '@/app/_server/change';
import { defineFormAction } from '@/app/_server/formAction';
import { formText, toFormState } from '@/app/_server/forms';
import { keepAccessToken } from '@/app/_server/keepAccessToken';
import {
  browsersForgotten,
  CODES_FIELD,
  factorRemoved,
  recoveryCodes,
  recoveryCodesSaved,
  SECOND_FACTOR_FUNCTION,
  SETUP_FIELD,
  setupBegun,
  type RecoveryCodesAnswer,
} from '@/config/contracts/second-factor';

const codesState = (outcome: ChangeOutcome<RecoveryCodesAnswer>, message: string) =>
  toFormState(outcome, {
    done: ({ notified }) => addMailProblem(message, notified),
    secrets: ({ recoveryCodes: codes }) => codes,
  });

/** Begins to add a second factor: the page then shows the key. */
export const beginSetup = defineFormAction(async (form) => {
  const path = `${SECOND_FACTOR_FUNCTION}/setup`;
  const outcome = await requestChange({ path, method: 'POST', form, schema: setupBegun });
  if (outcome.status === 'done') refresh();
  const t = await getTranslations('second-factor');
  return toFormState(outcome, { done: t('setup.begun') });
});

/** Adds the second factor, and shows the recovery codes. */
export const confirmSetup = defineFormAction(async (form) => {
  const outcome = await requestChange({
    path: `${SECOND_FACTOR_FUNCTION}/setup/confirmation`,
    method: 'POST',
    form,
    body: { code: formText(form, 'code'), [SETUP_FIELD]: formText(form, SETUP_FIELD) },
    schema: recoveryCodes,
  });
  if (outcome.status === 'done') {
    await keepAccessToken(outcome.setCookies);
    refresh();
  }
  const t = await getTranslations('second-factor');
  return codesState(outcome, t('setup.done'));
});

/** Replaces the recovery codes, and shows the new ones. */
export const renewRecoveryCodes = defineFormAction(async (form) => {
  const path = `${SECOND_FACTOR_FUNCTION}/recovery-codes`;
  const outcome = await requestChange({ path, method: 'POST', form, schema: recoveryCodes });
  if (outcome.status === 'done') refresh();
  const t = await getTranslations('second-factor');
  return codesState(outcome, t('codes.created'));
});

/** Records that the user has saved their recovery codes. */
export const confirmSaved = defineFormAction(async (form) => {
  const path = `${SECOND_FACTOR_FUNCTION}/recovery-codes/saved`;
  const outcome = await requestChange({
    path,
    method: 'POST',
    form,
    body: { [CODES_FIELD]: formText(form, CODES_FIELD) },
    schema: recoveryCodesSaved,
  });
  if (outcome.status === 'done') refresh();
  const t = await getTranslations('second-factor');
  return toFormState(outcome, { done: t('unsaved.done') });
});

/** Removes the second factor. */
export const removeFactor = defineFormAction(async (form) => {
  const outcome = await requestChange({
    path: SECOND_FACTOR_FUNCTION,
    method: 'DELETE',
    form,
    schema: factorRemoved,
  });
  if (outcome.status === 'done') {
    await keepAccessToken(outcome.setCookies);
    refresh();
  }
  const t = await getTranslations('second-factor');
  return toFormState(outcome, { done: ({ notified }) => addMailProblem(t('remove.done'), notified) });
});

/** Ends the trust in all browsers. */
export const forgetBrowsers = defineFormAction(async (form) => {
  const outcome = await requestChange({
    path: `${SECOND_FACTOR_FUNCTION}/trusted-browsers`,
    method: 'DELETE',
    form,
    schema: browsersForgotten,
  });
  if (outcome.status === 'done') refresh();
  const t = await getTranslations('second-factor');
  return toFormState(outcome, { done: t('browsers.forgotten') });
});

'use server';

import { refresh } from 'next/cache';
import { addMailProblem } from '@/app/_server/addMailProblem';
import { requestChange, type ChangeOutcome } from '@/app/_server/change';
import { defineFormAction } from '@/app/_server/formAction';
import { formText, toFormState } from '@/app/_server/forms';
import { keepAccessToken } from '@/app/_server/keepAccessToken';
import {
  browsersForgotten,
  factorRemoved,
  recoveryCodes,
  SECOND_FACTOR_FUNCTION,
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
  return toFormState(outcome, { done: 'Scan the QR code with your app, then enter the code that it shows.' });
});

/** Adds the second factor, and shows the recovery codes. */
export const confirmSetup = defineFormAction(async (form) => {
  const outcome = await requestChange({
    path: `${SECOND_FACTOR_FUNCTION}/setup/confirmation`,
    method: 'POST',
    form,
    body: { code: formText(form, 'code') },
    schema: recoveryCodes,
  });
  if (outcome.status === 'done') {
    await keepAccessToken(outcome.setCookies);
    refresh();
  }
  return codesState(outcome, 'Two-factor authentication is on. All other sessions have ended.');
});

/** Replaces the recovery codes, and shows the new ones. */
export const renewRecoveryCodes = defineFormAction(async (form) => {
  const path = `${SECOND_FACTOR_FUNCTION}/recovery-codes`;
  const outcome = await requestChange({ path, method: 'POST', form, schema: recoveryCodes });
  if (outcome.status === 'done') refresh();
  return codesState(outcome, 'You have new recovery codes. The earlier ones no longer work.');
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
  const message = 'Two-factor authentication is off. All other sessions have ended.';
  return toFormState(outcome, { done: ({ notified }) => addMailProblem(message, notified) });
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
  return toFormState(outcome, {
    done: 'All browsers are forgotten. Each asks for a code at the next sign-in.',
  });
});

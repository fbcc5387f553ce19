'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { requestChange } from '@/app/_server/change';
import { defineFormAction } from '@/app/_server/formAction';
import { formText, toRefusedState } from '@/app/_server/forms';
import { ALLOW_FIELD, REMOVE_FIELD } from '@/components/sign-in-methods/methodFields';
import type { FormState } from '@/components/ui/form/formState';
import {
  ACCOUNT_METHODS_FUNCTION,
  methodAllowed,
  methodRemoved,
  passwordLinkSent,
  toAccountMethod,
  type MethodRemoved,
} from '@/config/contracts/sign-in-methods';

const pathOf = (method: string) => `${ACCOUNT_METHODS_FUNCTION}/${method}`;

async function removedMessage({ removed, notified }: MethodRemoved): Promise<string> {
  const t = await getTranslations('sign-in-methods');
  if (!removed) return t('alreadyRemoved');
  return notified ? t('removed') : t('removedUnnotified');
}

async function allowAgain(form: FormData, method: string): Promise<FormState> {
  const change = { path: pathOf(method), method: 'PUT', form, body: {}, schema: methodAllowed } as const;
  const outcome = await requestChange(change);
  if (outcome.status !== 'done') return toRefusedState(outcome);
  refresh();
  const t = await getTranslations('sign-in-methods');
  return { status: 'done', message: t('allowed') };
}

async function remove(form: FormData, method: string): Promise<FormState> {
  const change = { path: pathOf(method), method: 'DELETE', form, schema: methodRemoved } as const;
  const outcome = await requestChange(change);
  if (outcome.status !== 'done') return toRefusedState(outcome);
  refresh();
  return { status: 'done', message: await removedMessage(outcome.answer) };
}

/** Removes a way to sign in, or allows a removed one again. The function checks that it can be. */
export const changeMethods = defineFormAction(async (form) => {
  const removed = toAccountMethod(formText(form, REMOVE_FIELD));
  if (removed !== undefined) return remove(form, removed);
  const allowed = toAccountMethod(formText(form, ALLOW_FIELD));
  if (allowed !== undefined) return allowAgain(form, allowed);
  const t = await getTranslations('sign-in-methods');
  return { status: 'refused', message: t('chooseOne'), values: {} };
});

/** Sends a user without a password a link to set one. */
export const requestPasswordLink = defineFormAction(async (form) => {
  const outcome = await requestChange({
    path: pathOf('password'),
    method: 'POST',
    form,
    body: {},
    schema: passwordLinkSent,
  });
  if (outcome.status !== 'done') return toRefusedState(outcome);
  const t = await getTranslations('sign-in-methods');
  return { status: 'done', message: t('linkSent', { email: outcome.answer.sentTo }) };
});

'use client';

import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation';
import { use, useActionState } from 'react';
import { formRefusalOf, type FormRefusal } from '@/config/formRefusals';
import { LanguageContext } from '../Language';
import { saveDraft, useDraft } from './draft';
import { INITIAL_STATE, type FormAction, type FormState } from './formState';
import { formText } from './formUserField';

type FormTexts = Record<FormRefusal | 'siteUpdated' | 'notSent', string>;

const isBrowser = typeof window !== 'undefined';

/** Returns whether a server component or action threw the error. The error page shows its digest. */
const isServerError = (error: unknown) => error instanceof Error && 'digest' in error;

const REDIRECT = 'NEXT_REDIRECT';

/**
 * Whether an action redirects to a page that asks for a sign-in or a code, and names this page to come back
 * to.
 */
function leadsBackHere(error: unknown): boolean {
  const [kind, , ...rest] = String((error as { digest?: unknown }).digest).split(';');
  if (kind !== REDIRECT) return false;
  const { origin, pathname } = window.location;
  // The status and an empty part are at the end.
  const { searchParams } = new URL(rest.slice(0, -2).join(';'), origin);
  return [...searchParams.values()].some((value) => value.split(/[?#]/, 1)[0] === pathname);
}

function typedValues(form: FormData, fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(fields.map((name) => [name, formText(form, name)]));
}

/** Turns connection errors of the action into form states: an error page would lose what the user entered. */
function withErrorStates(action: FormAction, fields: readonly string[], texts: FormTexts): FormAction {
  return async (before, form) => {
    const values = typedValues(form, fields);
    try {
      const state = await action(before, form);
      // The page still belongs to the user who entered this, so the values may be shown again.
      return state.status === 'refused' && state.reason === 'other-user' ? { ...state, values } : state;
    } catch (error) {
      if (unstable_isUnrecognizedActionError(error)) {
        saveDraft(form, values);
        return { status: 'refused', message: texts.siteUpdated, reason: 'site-updated', values };
      }
      if (isServerError(error) && leadsBackHere(error)) saveDraft(form, values);
      unstable_rethrow(error);
      if (isServerError(error)) throw error;
      return { status: 'refused', message: texts[formRefusalOf(error) ?? 'notSent'], values };
    }
  };
}

const NO_FIELDS: readonly string[] = [];

/**
 * The state of a form and the function that sends it.
 *
 * @param action the server action; without JavaScript the browser sends the form to it by itself
 * @param fields the text fields that keep what was typed when the form cannot be sent; never a password
 */
export function useFormAction(
  action: FormAction,
  fields: readonly string[] = NO_FIELDS,
): [FormState, (form: FormData) => void] {
  const { texts } = use(LanguageContext);
  // The server has to render the action itself, so that the form works before and without JavaScript.
  const [answered, send] = useActionState(
    isBrowser ? withErrorStates(action, fields, texts.form) : action,
    INITIAL_STATE,
  );
  const draft = useDraft(fields);
  return [answered.status === 'initial' && draft !== undefined ? draft : answered, send];
}

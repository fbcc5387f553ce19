'use client';

import { use, useSyncExternalStore } from 'react';
import type { FormState } from './formState';
import { LanguageContext } from '../Language';
import { FormUserContext } from './FormUser';
import { formText, FORM_USER_FIELD } from './formUserField';

/** The values of a form whose page was left before they were sent, kept for this browser tab. */
interface Draft {
  user: string;
  values: Record<string, string>;
}

const keyOf = (fields: readonly string[]) => `draft:${window.location.pathname}:${fields.join(',')}`;

/** Saves the values of a form before its page is left. Does nothing in a browser that blocks storage. */
export function saveDraft(form: FormData, values: Record<string, string>): void {
  const fields = Object.keys(values);
  if (fields.length === 0) return;
  const draft: Draft = { user: formText(form, FORM_USER_FIELD), values };
  try {
    window.sessionStorage.setItem(keyOf(fields), JSON.stringify(draft));
  } catch {
    // The user can still copy the text from the form.
  }
}

/** Drafts that this page load has taken out of storage, by key; null where there was none. */
const takenDrafts = new Map<string, string | null>();

function takeFromStorage(key: string): string | null {
  try {
    const stored = window.sessionStorage.getItem(key);
    window.sessionStorage.removeItem(key);
    return stored;
  } catch {
    return null;
  }
}

/** Takes a draft out of storage. Returns the same draft as long as the page is open. */
function takeDraft(fields: readonly string[]): string | null {
  if (fields.length === 0) return null;
  const key = keyOf(fields);
  const stored = takenDrafts.has(key) ? (takenDrafts.get(key) ?? null) : takeFromStorage(key);
  takenDrafts.set(key, stored);
  return stored;
}

const subscribe = () => () => undefined;
const serverSnapshot = () => null;

/**
 * Returns the restored state of a form that was not sent, after an update of the site or a page that asked
 * who the user is; undefined where there is nothing to restore.
 */
export function useDraft(fields: readonly string[]): FormState | undefined {
  const user = use(FormUserContext);
  const { texts } = use(LanguageContext);
  const stored = useSyncExternalStore(subscribe, () => takeDraft(fields), serverSnapshot);
  if (stored === null) return undefined;
  const draft = JSON.parse(stored) as Draft;
  return draft.user === user
    ? { status: 'refused', message: texts.form.restored, values: draft.values }
    : undefined;
}

'use client';

import { use, useSyncExternalStore } from 'react';
import type { FormState } from './formState';
import { FormUserContext } from './FormUser';
import { formText, FORM_USER_FIELD } from './formUserField';

/** What was typed into a form before its page had to be reloaded, kept for the browser tab. */
interface Draft {
  user: string;
  values: Record<string, string>;
}

const RESTORED =
  'This site was updated. What you typed is still here: check it, then send the form again. Passwords have to be entered again.';

const keyOf = (fields: readonly string[]) => `draft:${window.location.pathname}:${fields.join(',')}`;

/** Keeps typed text across a reload of the page. A browser that blocks storage keeps nothing. */
export function saveDraft(form: FormData, values: Record<string, string>): void {
  const fields = Object.keys(values);
  if (fields.length === 0) return;
  const draft: Draft = { user: formText(form, FORM_USER_FIELD), values };
  try {
    window.sessionStorage.setItem(keyOf(fields), JSON.stringify(draft));
  } catch {
    // The text is still in the form, to be copied from there.
  }
}

/** The drafts of this page load as they were stored, by their keys; null where there was none. */
const taken = new Map<string, string | null>();

function takeFromStorage(key: string): string | null {
  try {
    const stored = window.sessionStorage.getItem(key);
    window.sessionStorage.removeItem(key);
    return stored;
  } catch {
    return null;
  }
}

/** Takes a draft out of storage once, and answers the same for as long as the page is open. */
function takeDraft(fields: readonly string[]): string | null {
  if (fields.length === 0) return null;
  const key = keyOf(fields);
  const stored = taken.has(key) ? (taken.get(key) ?? null) : takeFromStorage(key);
  taken.set(key, stored);
  return stored;
}

const never = () => () => undefined;
const nothing = () => null;

/** The state of a form that was reloaded after an update of the site; undefined where there is nothing to restore. */
export function useDraft(fields: readonly string[]): FormState | undefined {
  const user = use(FormUserContext);
  const stored = useSyncExternalStore(never, () => takeDraft(fields), nothing);
  if (stored === null) return undefined;
  const draft = JSON.parse(stored) as Draft;
  return draft.user === user ? { status: 'refused', message: RESTORED, values: draft.values } : undefined;
}

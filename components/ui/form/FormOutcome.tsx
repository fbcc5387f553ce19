'use client';

import { useEffect, useRef, type RefObject } from 'react';
import { ReloadButton } from './ReloadButton';
import type { FormState } from './formState';

/** Whether no element has the focus: what had it was removed, or the page was just opened. */
function isFocusLost(): boolean {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body;
}

/**
 * Gives the focus to the message of an outcome whose button is gone, so that keyboard and screen reader go on
 * from there and not from the start of the page.
 */
function useLostFocus(state: FormState): RefObject<HTMLDivElement | null> {
  const message = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The dialog that asked before the action closes first.
    const frame = requestAnimationFrame(() => {
      if (isFocusLost()) message.current?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [state]);
  return message;
}

/**
 * Shows the outcome of a form. Both live regions exist before they have content: only then do screen readers
 * announce it. An error of a single field is shown at the field, which takes the focus.
 */
export function FormOutcome({ state }: { state: FormState }) {
  const message = useLostFocus(state);
  return (
    <>
      <div role="status" className="empty:hidden">
        {state.status === 'done' && (
          <div
            ref={message}
            tabIndex={-1}
            // For browsers without JavaScript, which receive the outcome as a new page.
            autoFocus
            className="rounded-small border-success bg-success-tint border-s-4 px-4 py-3 wrap-anywhere"
          >
            {state.message}
          </div>
        )}
      </div>
      <div role="alert" className="empty:hidden">
        {state.status === 'refused' && state.field === undefined && (
          <div
            ref={message}
            tabIndex={-1}
            autoFocus
            className="rounded-small border-danger bg-danger-tint grid justify-items-start gap-3 border-s-4 px-4 py-3 wrap-anywhere"
          >
            <p>{state.message}</p>
            {state.reason !== undefined && <ReloadButton />}
          </div>
        )}
      </div>
    </>
  );
}

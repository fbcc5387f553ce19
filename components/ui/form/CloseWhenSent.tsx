'use client';

import { useEffect } from 'react';
import { useFormStatus } from 'react-dom';

/** Closes a dialog once its form is answered, because the outcome is shown on the page behind it. */
export function CloseWhenSent({ dialogId }: { dialogId: string }) {
  const { pending } = useFormStatus();
  useEffect(() => {
    const dialog = document.getElementById(dialogId);
    if (pending || !(dialog instanceof HTMLDialogElement)) return;
    // One of the two, depending on how the browser has opened it.
    if (dialog.open) dialog.close();
    else if (dialog.matches(':popover-open')) dialog.hidePopover();
  }, [pending, dialogId]);
  return null;
}

'use client';

import { useEffect, useState } from 'react';
import { Button } from '../ui/form/elements';

/**
 * The button of the sign-out form. The form itself is plain HTML; with JavaScript the button also says that
 * it was pressed, and a second press does nothing.
 */
export function SignOutButton({ label, pendingLabel }: { label: string; pendingLabel: string }) {
  const [pending, setPending] = useState(false);

  useEffect(() => {
    // A page that comes back from the back/forward cache comes back as it was left.
    const reset = () => setPending(false);
    window.addEventListener('pageshow', reset);
    return () => window.removeEventListener('pageshow', reset);
  }, []);

  return (
    <Button
      className="menu-item"
      aria-disabled={pending}
      onClick={(event) => {
        if (pending) event.preventDefault();
        else setPending(true);
      }}
    >
      {pending ? pendingLabel : label}
    </Button>
  );
}

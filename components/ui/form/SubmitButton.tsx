'use client';

import { useFormStatus } from 'react-dom';
import { Button } from './elements';

interface SubmitButtonProps {
  label: string;
  pendingLabel: string;
  /** Name and value that this button adds to a form with several buttons. */
  choice?: { name: string; value: string };
  /** Added to the label for screen readers where several buttons have the same label. */
  about?: string;
  className?: string;
}

/** Submits its form once: while the form is pending, the button shows `pendingLabel` and does nothing. */
export function SubmitButton({
  label,
  pendingLabel,
  choice,
  about,
  className = 'button button-primary',
}: SubmitButtonProps) {
  const { pending, data } = useFormStatus();
  const pressed = pending && (choice === undefined || data.get(choice.name) === choice.value);
  return (
    <Button
      {...choice}
      className={className}
      aria-disabled={pending}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
    >
      {pressed ? pendingLabel : label}
      {about !== undefined && <span className="sr-only">: {about}</span>}
    </Button>
  );
}

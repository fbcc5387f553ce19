'use client';

import { useFormStatus } from 'react-dom';
import { Button } from './elements';

interface SubmitButtonProps {
  label: string;
  pendingLabel: string;
  /** What this button adds to the form, in a form that has several. */
  choice?: { name: string; value: string };
  /** What the label is about, where several say the same; for those who do not see where the button stands. */
  about?: string;
  className?: string;
}

/** Sends the form around it, once: while the answer is on its way it says so and does nothing. */
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

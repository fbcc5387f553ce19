'use client';

import { useEffect, useState, type MouseEvent } from 'react';
import { Button } from './elements';

interface OnceButtonProps {
  label: string;
  pendingLabel: string;
  className?: string;
}

/**
 * Submits a form that leads to another page once, however often it is pressed: the second request would find
 * that the first one has used up what it sends. Without JavaScript it is a plain button.
 */
export function OnceButton({ label, pendingLabel, className = 'button button-primary' }: OnceButtonProps) {
  const [isSent, setIsSent] = useState(false);
  useEffect(() => {
    // The browser shows the page again as it was when the user goes back.
    const reset = () => setIsSent(false);
    window.addEventListener('pageshow', reset);
    return () => window.removeEventListener('pageshow', reset);
  }, []);
  const onClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (isSent) event.preventDefault();
    else setIsSent(true);
  };
  return (
    <Button className={className} aria-disabled={isSent} onClick={onClick}>
      {isSent ? pendingLabel : label}
    </Button>
  );
}

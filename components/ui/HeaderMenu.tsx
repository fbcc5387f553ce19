import type { ReactNode } from 'react';
import { Button } from './form/elements';

interface HeaderMenuProps {
  id: string;
  /** The name of the button for screen readers. */
  label: string;
  /** What the button shows: an icon. */
  icon: ReactNode;
  /** The content of the menu. */
  children: ReactNode;
}

/**
 * A menu at the end of the header. A popover, which browsers open and close without a script, also by
 * Escape and by a click beside it.
 *
 * @see https://html.spec.whatwg.org/multipage/popover.html
 */
export function HeaderMenu({ id, label, icon, children }: HeaderMenuProps) {
  return (
    <>
      <Button type="button" popoverTarget={id} className="menu-opener">
        <span className="sr-only">{label}</span>
        {icon}
        <svg viewBox="0 0 16 16" className="size-3" aria-hidden="true">
          <path d="m3 6 5 5 5-5" fill="none" stroke="currentColor" strokeWidth="2" />
        </svg>
      </Button>
      <div id={id} popover="auto" className="menu">
        {children}
      </div>
    </>
  );
}

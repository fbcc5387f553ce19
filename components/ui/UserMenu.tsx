import type { ReactNode } from 'react';
import { Button } from './form/elements';
import { MenuLinks } from './MenuLinks';
import type { NavItem } from './navItem';

const MENU_ID = 'user-menu';

interface UserMenuProps {
  items: NavItem[];
  /** Path of the current page, to mark its link. */
  current: string;
  /** Shown below the links: sign-out. */
  children: ReactNode;
}

/**
 * The menu at the end of the header. A popover, which browsers open and close without a script, also by
 * Escape and by a click beside it.
 *
 * @see https://html.spec.whatwg.org/multipage/popover.html
 */
export function UserMenu({ items, current, children }: UserMenuProps) {
  return (
    <>
      <Button
        type="button"
        popoverTarget={MENU_ID}
        className="rounded-small hover:bg-sunken min-h-target inline-flex cursor-pointer items-center gap-1.5 px-2"
      >
        <span className="sr-only">Menu</span>
        <svg viewBox="0 0 32 32" className="avatar size-8" aria-hidden="true">
          <circle cx="16" cy="12.5" r="4.5" fill="currentColor" />
          <path d="M7.5 26a8.5 7.5 0 0 1 17 0Z" fill="currentColor" />
        </svg>
        <svg viewBox="0 0 16 16" className="size-3" aria-hidden="true">
          <path d="m3 6 5 5 5-5" fill="none" stroke="currentColor" strokeWidth="2" />
        </svg>
      </Button>
      <div id={MENU_ID} popover="auto" className="menu">
        <MenuLinks items={items} current={current} />
        <div className="border-line mt-2 border-t pt-2">{children}</div>
      </div>
    </>
  );
}

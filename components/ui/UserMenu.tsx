import type { ReactNode } from 'react';
import { HeaderMenu } from './HeaderMenu';
import { MenuLinks } from './MenuLinks';
import type { NavItem } from './navItem';
import { useTranslations } from './translations';

interface UserMenuProps {
  items: NavItem[];
  /** Path of the current page, to mark its link. */
  current: string;
  /** Shown below the links: theme, language, sign-out. */
  children: ReactNode;
}

function Avatar() {
  return (
    <svg viewBox="0 0 32 32" className="avatar size-8" aria-hidden="true">
      <circle cx="16" cy="12.5" r="4.5" fill="currentColor" />
      <path d="M7.5 26a8.5 7.5 0 0 1 17 0Z" fill="currentColor" />
    </svg>
  );
}

/** The menu of a user who is signed in. */
export function UserMenu({ items, current, children }: UserMenuProps) {
  const t = useTranslations('ui');
  return (
    <HeaderMenu id="user-menu" label={t('navigation.menu')} icon={<Avatar />}>
      <MenuLinks items={items} current={current} />
      <div className="border-line mt-1 border-t pt-1">{children}</div>
    </HeaderMenu>
  );
}

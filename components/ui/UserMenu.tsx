import type { ReactNode } from 'react';
import { HeaderMenu } from './HeaderMenu';
import { MenuLinks } from './MenuLinks';
import type { NavItem } from './navItem';
import { useTranslations } from './translations';
import { Address } from './Address';

/** Who is signed in. */
export interface MenuUser {
  /** Undefined for users without one, as are addresses. */
  name: string | undefined;
  email: string | undefined;
  initials: string;
}

interface UserMenuProps {
  /** Undefined if it is not known. */
  user: MenuUser | undefined;
  items: NavItem[];
  /** Path of the current page, to mark its link. */
  current: string;
  /** Shown below the links: theme, language, sign-out. */
  children: ReactNode;
}

/** The initials, or a figure where they are not known. Screen readers read the text beside it instead. */
function Avatar({ user }: Pick<UserMenuProps, 'user'>) {
  if (user !== undefined)
    return (
      <bdi aria-hidden="true" className="avatar text-small size-8">
        {user.initials}
      </bdi>
    );
  return (
    <svg viewBox="0 0 32 32" className="avatar size-8" aria-hidden="true">
      <circle cx="16" cy="12.5" r="4.5" fill="currentColor" />
      <path d="M7.5 26a8.5 7.5 0 0 1 17 0Z" fill="currentColor" />
    </svg>
  );
}

/** The name, or the address where there is none. */
function mainText({ name, email }: MenuUser): ReactNode {
  if (name !== undefined) return <bdi>{name}</bdi>;
  return email !== undefined && <Address>{email}</Address>;
}

function SignedInAs({ user }: { user: MenuUser }) {
  const t = useTranslations('ui');
  return (
    <div className="border-line mb-1 flex items-center gap-3 border-b px-3 pt-1 pb-3">
      <Avatar user={user} />
      <p className="text-small text-soft grid min-w-0 grid-cols-1 wrap-anywhere">
        <span className="sr-only">{t('navigation.signedInAs')} </span>
        <strong className="text-foreground font-semibold">{mainText(user)}</strong>
        {user.name !== undefined && user.email !== undefined && (
          <span>
            <Address>{user.email}</Address>
          </span>
        )}
      </p>
    </div>
  );
}

/** The menu of a user who is signed in. */
export function UserMenu({ user, items, current, children }: UserMenuProps) {
  const t = useTranslations('ui');
  return (
    <HeaderMenu id="user-menu" label={t('navigation.menu')} icon={<Avatar user={user} />}>
      {user !== undefined && <SignedInAs user={user} />}
      <MenuLinks items={items} current={current} />
      <div className="border-line mt-1 border-t pt-1">{children}</div>
    </HeaderMenu>
  );
}

interface NavItem {
  href: string;
  label: string;
  /** Marks the link only on its own page, not on pages below it. */
  exact?: boolean;
}

interface SiteNavProps {
  items: NavItem[];
  label: string;
  /** Path of the current page, to mark its link. */
  current?: string;
}

/** Returns the value of `aria-current`: `page` on the page itself, `true` on pages below it. */
function ariaCurrent({ href, exact }: NavItem, current: string): 'page' | 'true' | undefined {
  const [path] = current.split('?');
  if (path === href) return 'page';
  if (exact === true) return undefined;
  return current.startsWith(`${href}/`) ? 'true' : undefined;
}

/**
 * Uses plain links on purpose. A protected page may redirect through the refresh hop, which works for full
 * navigations only: the prefetch of a router must not use up a refresh token.
 */
export function SiteNav({ items, label, current = '' }: SiteNavProps) {
  return (
    <nav aria-label={label}>
      <ul className="-mx-3 flex flex-wrap">
        {items.map((item) => (
          <li key={item.href}>
            <a
              href={item.href}
              aria-current={ariaCurrent(item, current)}
              className="min-h-target rounded-small font-heading text-soft hover:text-foreground aria-[current]:text-foreground inline-flex items-center px-3 font-bold underline-offset-4 hover:underline aria-[current]:underline aria-[current]:decoration-2"
            >
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

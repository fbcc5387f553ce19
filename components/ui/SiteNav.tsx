interface NavItem {
  href: string;
  label: string;
  /** Marked on its own page alone, where pages below it have links beside it. */
  exact?: boolean;
}

interface SiteNavProps {
  items: NavItem[];
  label: string;
  /** The path of the page that is shown, to mark its own link. */
  current?: string;
}

/** `page` on the page itself, `true` on those below it. */
function currency({ href, exact }: NavItem, current: string): 'page' | 'true' | undefined {
  const [path] = current.split('?');
  if (path === href) return 'page';
  if (exact === true) return undefined;
  return current.startsWith(`${href}/`) ? 'true' : undefined;
}

/**
 * Plain links on purpose. A page behind login may answer with a redirect through the refresh hop, which is for whole
 * navigations alone: a router's prefetch must not spend a refresh token.
 */
export function SiteNav({ items, label, current = '' }: SiteNavProps) {
  return (
    <nav aria-label={label}>
      <ul className="-mx-3 flex flex-wrap">
        {items.map((item) => (
          <li key={item.href}>
            <a
              href={item.href}
              aria-current={currency(item, current)}
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

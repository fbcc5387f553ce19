interface NavItem {
  href: string;
  label: string;
}

interface SiteNavProps {
  items: NavItem[];
  label: string;
}

/**
 * Plain links on purpose. A page behind login may answer with a redirect through the refresh hop, which is for whole
 * navigations alone: a router's prefetch must not spend a refresh token.
 */
export function SiteNav({ items, label }: SiteNavProps) {
  return (
    <nav aria-label={label}>
      <ul className="-mx-3 flex flex-wrap">
        {items.map(({ href, label: text }) => (
          <li key={href}>
            <a
              href={href}
              className="min-h-target rounded-small font-sign text-soft hover:text-ink inline-flex items-center px-3 font-bold underline-offset-4 hover:underline"
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

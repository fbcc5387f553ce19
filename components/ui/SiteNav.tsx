import { ariaCurrent, type NavItem } from './navItem';

interface SiteNavProps {
  items: NavItem[];
  label: string;
  /** Path of the current page, to mark its link. */
  current?: string;
  className?: string;
}

/**
 * Uses plain links on purpose. A protected page may redirect through the refresh hop, which works for full
 * navigations only: the prefetch of a router must not use up a refresh token.
 */
export function SiteNav({ items, label, current = '', className }: SiteNavProps) {
  return (
    <nav aria-label={label} className={className}>
      <ul className="flex flex-wrap">
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={ariaCurrent(item, current)} className="site-link">
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

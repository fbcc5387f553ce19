import { ariaCurrent, type NavItem } from './navItem';

interface MenuLinksProps {
  items: NavItem[];
  /** Path of the current page, to mark its link. */
  current: string;
}

/** The links of a menu, one below the other. Plain links, like those of `SiteNav`. */
export function MenuLinks({ items, current }: MenuLinksProps) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.href}>
          <a href={item.href} aria-current={ariaCurrent(item, current)} className="menu-item">
            {item.label}
          </a>
        </li>
      ))}
    </ul>
  );
}

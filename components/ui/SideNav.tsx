import { ariaCurrent, type NavItem } from './navItem';

interface SideNavProps {
  items: NavItem[];
  label: string;
  /** Path of the current page, to mark its link. */
  current: string;
}

function Links({ items, current }: Omit<SideNavProps, 'label'>) {
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

/**
 * The pages of a section: beside the content, and where there is no room in a list that opens above it. Plain
 * links, like those of `SiteNav`.
 */
export function SideNav({ items, label, current }: SideNavProps) {
  const here = items.find((item) => ariaCurrent(item, current) !== undefined);
  return (
    <nav aria-label={label}>
      <div className="max-md:hidden">
        <Links items={items} current={current} />
      </div>
      <details className="card group md:hidden">
        <summary className="min-h-target flex cursor-pointer list-none items-center justify-between gap-3 px-4 font-semibold [&::-webkit-details-marker]:hidden">
          {here?.label ?? label}
          <svg viewBox="0 0 16 16" className="size-4 shrink-0 group-open:rotate-180" aria-hidden="true">
            <path d="m3 6 5 5 5-5" fill="none" stroke="currentColor" strokeWidth="2" />
          </svg>
        </summary>
        <div className="border-line border-t p-2">
          <Links items={items} current={current} />
        </div>
      </details>
    </nav>
  );
}

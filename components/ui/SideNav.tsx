import { MenuLinks } from './MenuLinks';
import { ariaCurrent, type NavItem } from './navItem';

interface SideNavProps {
  items: NavItem[];
  label: string;
  /** Path of the current page, to mark its link. */
  current: string;
}

/**
 * The pages of a section: beside the content, and where there is no room in a list that opens above it.
 */
export function SideNav({ items, label, current }: SideNavProps) {
  const here = items.find((item) => ariaCurrent(item, current) !== undefined);
  return (
    <nav aria-label={label}>
      <div className="max-md:hidden">
        <MenuLinks items={items} current={current} />
      </div>
      <details className="card group md:hidden">
        <summary className="min-h-target flex cursor-pointer list-none items-center justify-between gap-3 px-4 font-semibold [&::-webkit-details-marker]:hidden">
          {here?.label ?? label}
          <svg viewBox="0 0 16 16" className="size-4 shrink-0 group-open:rotate-180" aria-hidden="true">
            <path d="m3 6 5 5 5-5" fill="none" stroke="currentColor" strokeWidth="2" />
          </svg>
        </summary>
        <div className="border-line border-t p-2">
          <MenuLinks items={items} current={current} />
        </div>
      </details>
    </nav>
  );
}

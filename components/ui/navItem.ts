export interface NavItem {
  href: string;
  label: string;
  /** Marks the link only on its own page, not on pages below it. */
  exact?: boolean;
}

/**
 * Returns the value of `aria-current` of a link: `page` on its page, `true` on pages below it.
 *
 * @param current path of the current page, with or without a query
 */
export function ariaCurrent({ href, exact }: NavItem, current: string): 'page' | 'true' | undefined {
  const [path] = current.split('?');
  if (path === href) return 'page';
  if (exact === true) return undefined;
  return current.startsWith(`${href}/`) ? 'true' : undefined;
}

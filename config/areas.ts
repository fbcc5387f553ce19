/**
 * Who may enter an area. `status`: reached by redirects of the proxy and of functions, open to everyone. `sign-in`: the
 * sign-in page and its screens, served at WEBSITE_BASE_PATH.
 */
type Access = 'public' | 'signed-in' | 'admin' | 'status' | 'sign-in';

type Navigation = 'site' | 'account';

export interface Area {
  access: Access;
  /** The label of its link in each navigation that has one. */
  links?: Partial<Record<Navigation, string>>;
  /** The functions in netlify/functions/ that it needs, by name. */
  functions?: readonly string[];
  /** `false`: it answers with a file, a redirect or an answer to a form, and there is no page to show. */
  page?: false;
  /** Pages and routes below its path belong to it and need no line of their own. */
  nested?: true;
}

/**
 * Every page and route handler of app/, by path. Whatever needs a list of them reads this table: the proxy, both
 * navigations, the check of WEBSITE_BASE_PATH, the relay of forms, tests, measurements and docs/reference/areas.md.
 * Each area is one line, which goes when its feature goes.
 */
export const AREAS: Readonly<Record<string, Area>> = {
  '/': { access: 'public' },
  '/auth': { access: 'sign-in', functions: ['auth'], nested: true },
  '/session': { access: 'signed-in', links: { site: 'Session' }, functions: ['user'] },
  '/account': { access: 'signed-in', links: { site: 'Account', account: 'Profile' }, functions: ['profile'] },
  '/account/sessions': { access: 'signed-in', links: { account: 'Sessions' }, functions: ['sessions'] },
  '/account/email': { access: 'signed-in', links: { account: 'Email' }, functions: ['email'] },
  '/account/password': { access: 'signed-in', links: { account: 'Password' }, functions: ['password'] },
  '/account/activity': { access: 'signed-in', links: { account: 'Activity' }, functions: ['activity'] },
  '/account/delete': { access: 'signed-in', links: { account: 'Your data' }, functions: ['account'] },
  '/account/data': { access: 'signed-in', functions: ['account'], page: false },
  '/admin': { access: 'admin', links: { site: 'Admin' }, functions: ['admin'], nested: true },
  '/sign-out': { access: 'signed-in', page: false },
  '/account-deleted': { access: 'public' },
  '/forbidden': { access: 'status' },
  '/unavailable': { access: 'status' },
  '/form-relay': { access: 'status', page: false },
};

/** Functions that no page needs. */
export const OTHER_FUNCTIONS = ['health'];

/** Files that are served at the root of the site: those of public/, and app/icon.svg. */
export const STATIC_FILES = ['/icon.svg', '/plain-page.css', '/tokens.css'];

const areas = Object.entries(AREAS);

/** Whether a path is that of an area, or below it. */
export const isWithin = (path: string, area: string): boolean => path === area || path.startsWith(`${area}/`);

/** The area that a path belongs to: the one with the longest path. */
export function areaOf(path: string): Area | undefined {
  const found = areas.filter(([area]) => isWithin(path, area));
  return found.sort(([one], [other]) => other.length - one.length)[0]?.[1];
}

const isTopLevel = (path: string) => path.lastIndexOf('/') === 0;

const isBehindSignIn = ({ access }: Area) => access === 'signed-in' || access === 'admin';

/** The areas whose pages have forms, each standing for everything below it. The sign-in screens have forms too. */
export const FORM_AREAS: readonly string[] = areas
  .filter(([path, area]) => isTopLevel(path) && isBehindSignIn(area) && area.page !== false)
  .map(([path]) => path);

/** The paths that WEBSITE_BASE_PATH must not meet: those of areas and files, and what Netlify and Next serve themselves. */
export const TAKEN_PATHS: readonly string[] = [
  ...areas
    .filter(([path, { access }]) => path !== '/' && isTopLevel(path) && access !== 'sign-in')
    .map(([path]) => path),
  ...STATIC_FILES,
  '/_next',
  '/.netlify',
];

/** The pages that a browser can be sent to, for loops over all of them. */
export function pagePaths(...access: Access[]): string[] {
  return areas
    .filter(([, area]) => access.includes(area.access) && area.page !== false)
    .map(([path]) => path);
}

export interface NavigationItem {
  href: string;
  label: string;
  /** Marked as current on its own page alone, because pages below it have links beside it. */
  exact: boolean;
}

/** The links of a navigation, in the order of the table; those to areas of administrators on request. */
export function navigationItems(navigation: Navigation, { isAdmin = false } = {}): NavigationItem[] {
  const links = areas.flatMap(([href, area]) => {
    const label = area.links?.[navigation];
    return label === undefined || (area.access === 'admin' && !isAdmin) ? [] : [{ href, label }];
  });
  return links.map((link) => ({
    ...link,
    exact: links.some(({ href }) => href !== link.href && isWithin(href, link.href)),
  }));
}

import { TRANSLATED_LANGUAGES } from './languages.ts';
import type { SignInMethod } from './signInMethods.ts';

/**
 * Who may enter an area. `status`: public pages that the proxy and functions redirect to. `sign-in`: the
 * sign-in page and its screens, served at WEBSITE_BASE_PATH.
 */
type Access = 'public' | 'signed-in' | 'admin' | 'status' | 'sign-in';

type Navigation = 'site' | 'account';

export interface Area {
  access: Access;
  /** The label of its link in each navigation that has one. */
  links?: Partial<Record<Navigation, string>>;
  /** Names of the functions in netlify/functions/ that it needs. */
  functions?: readonly string[];
  /** The landing page in another language, which a site need not have: loops over pages leave it out. */
  landing?: true;
  /** `false`: it answers with a file, a redirect or the response to a form instead of a page. */
  page?: false;
  /** The way to sign in that it belongs to: without it, there is no link to it. */
  method?: SignInMethod;
  /** Pages and routes below its path belong to it and need no entry of their own. */
  nested?: true;
}

/** The folder below app/ with the landing page of each language, which is served at `/<language>`. */
export const LANDING_FOLDER = '/landing';

/** The landing page in each language. */
const LANDING_AREAS = Object.fromEntries(
  TRANSLATED_LANGUAGES.map((code): [path: string, area: Area] => [
    `/${code}`,
    { access: 'public', landing: true },
  ]),
);

/**
 * All pages and route handlers of app/, by path. Code that needs a list of them reads this table: the proxy,
 * both navigations, the check of WEBSITE_BASE_PATH, the relay of forms, tests, measurements and
 * docs/reference/areas.md. Each area is one line, which is removed with its feature.
 */
export const AREAS: Readonly<Record<string, Area>> = {
  '/': { access: 'public' },
  ...LANDING_AREAS,
  '/auth': { access: 'sign-in', functions: ['auth', 'magic-link', 'social'], nested: true },
  '/session': { access: 'signed-in', links: { site: 'Session' }, functions: ['user'] },
  '/notes': { access: 'signed-in', links: { site: 'Notes' }, functions: ['notes'] },
  '/account': { access: 'signed-in', links: { site: 'Account', account: 'Profile' }, functions: ['profile'] },
  '/account/sessions': { access: 'signed-in', links: { account: 'Sessions' }, functions: ['sessions'] },
  '/account/email': { access: 'signed-in', links: { account: 'Email' }, functions: ['email'] },
  '/account/password': { access: 'signed-in', links: { account: 'Password' }, functions: ['password'] },
  '/account/sign-in-methods': {
    access: 'signed-in',
    links: { account: 'Sign-in methods' },
    functions: ['sign-in-methods'],
  },
  '/account/passkeys': {
    access: 'signed-in',
    links: { account: 'Passkeys' },
    functions: ['passkeys'],
    method: 'passkey',
  },
  '/account/two-factor': {
    access: 'signed-in',
    links: { account: 'Two-factor' },
    functions: ['second-factor'],
  },
  '/account/activity': { access: 'signed-in', links: { account: 'Activity' }, functions: ['activity'] },
  '/account/delete': { access: 'signed-in', links: { account: 'Your data' }, functions: ['account'] },
  '/account/data': { access: 'signed-in', functions: ['account'], page: false },
  '/admin': { access: 'admin', links: { site: 'Admin' }, functions: ['admin'], nested: true },
  '/second-factor': { access: 'signed-in', functions: ['second-factor'] },
  '/confirm-identity': { access: 'signed-in', functions: ['user', 'second-factor'] },
  '/sign-out': { access: 'signed-in', page: false },
  '/account-deleted': { access: 'public' },
  '/forbidden': { access: 'status' },
  '/unavailable': { access: 'status' },
  '/not-found': { access: 'status' },
  '/theme': { access: 'public', page: false },
  '/language': { access: 'public', functions: ['profile'], page: false },
  '/form-relay': { access: 'status', page: false },
};

/** The route that shows the 404 page for every path without a page. */
export const NOT_FOUND_PATH = '/not-found';

/** Functions that no page needs. */
export const OTHER_FUNCTIONS = ['health'];

/** Files at the root of the site: those of public/, and app/icon.svg. */
export const STATIC_FILES = ['/icon.svg', '/plain-page.css', '/tokens.css'];

const areas = Object.entries(AREAS);

/** Whether a path is that of an area, or below it. */
export const isWithin = (path: string, area: string): boolean => path === area || path.startsWith(`${area}/`);

/** Returns the area of a path: the one with the longest matching path. */
export function areaOf(path: string): Area | undefined {
  const found = areas.filter(([area]) => isWithin(path, area));
  return found.sort(([one], [other]) => other.length - one.length)[0]?.[1];
}

const isTopLevel = (path: string) => path.lastIndexOf('/') === 0;

const isBehindSignIn = ({ access }: Area) => access === 'signed-in' || access === 'admin';

/** Areas whose pages have forms, each for everything below it. The sign-in screens have forms, too. */
export const FORM_AREAS: readonly string[] = areas
  .filter(([path, area]) => isTopLevel(path) && isBehindSignIn(area) && area.page !== false)
  .map(([path]) => path);

/** Paths that WEBSITE_BASE_PATH must not overlap: of areas, landing pages and files, Netlify and Next. */
export const TAKEN_PATHS: readonly string[] = [
  ...areas
    .filter(([path, { access }]) => path !== '/' && isTopLevel(path) && access !== 'sign-in')
    .map(([path]) => path),
  ...STATIC_FILES,
  LANDING_FOLDER,
  '/_next',
  '/.netlify',
];

/** Returns all pages that a browser can open, for loops. */
export function pagePaths(...access: Access[]): string[] {
  return areas
    .filter(([, area]) => access.includes(area.access) && area.page !== false && area.landing !== true)
    .map(([path]) => path);
}

export interface NavigationItem {
  href: string;
  label: string;
  /** Marks the link as current only on its own page, because pages below it have their own links. */
  exact: boolean;
}

interface NavigationOptions {
  /** Whether links for administrators are included. */
  isAdmin?: boolean;
  /** The ways to sign in that users have. */
  methods?: readonly SignInMethod[];
  /** Paths of areas that are switched off. */
  without?: readonly string[];
}

/** Returns the links of a navigation in the order of the table. */
export function navigationItems(
  navigation: Navigation,
  { isAdmin = false, methods = [], without = [] }: NavigationOptions = {},
): NavigationItem[] {
  const isOffered = ({ access, method }: Area) =>
    (access !== 'admin' || isAdmin) && (method === undefined || methods.includes(method));
  const links = areas.flatMap(([href, area]) => {
    const label = area.links?.[navigation];
    return label === undefined || !isOffered(area) || without.includes(href) ? [] : [{ href, label }];
  });
  return links.map((link) => ({
    ...link,
    exact: links.some(({ href }) => href !== link.href && isWithin(href, link.href)),
  }));
}

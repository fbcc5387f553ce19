import { globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, sep } from 'node:path';
import {
  areaOf,
  AREAS,
  LANDING_FOLDER,
  navigationItems,
  OTHER_FUNCTIONS,
  STATIC_FILES,
  TAKEN_PATHS,
} from '../../config/areas.ts';
import { TRANSLATED_LANGUAGES } from '../../config/languages.ts';
import type { SignInMethod } from '../../config/signInMethods.ts';

const TABLE = 'config/areas.ts';

interface Route {
  file: string;
  path: string;
}

/**
 * The path that Next gives a file of app/: without its name, route groups and an optional catch-all at the
 * end.
 */
function toPath(file: string): string {
  const segments = file.split('/').slice(1, -1);
  const named = segments.filter((segment) => !/^\(.*\)$|^\[\[\.\.\..*\]\]$/.test(segment));
  return `/${named.join('/')}`;
}

/** The landing page in all languages but the default one, which next.config.js serves at `/<language>`. */
const LANDING_ROUTE = `${LANDING_FOLDER}/[language]`;

/** The paths of a page or route handler. */
function toPaths(file: string): string[] {
  const path = toPath(file);
  return path === LANDING_ROUTE ? TRANSLATED_LANGUAGES.map((code) => `/${code}`) : [path];
}

const toRoutes = (file: string): Route[] => toPaths(file).map((path) => ({ file, path }));

const routes: Route[] = globSync('app/**/{page,route}.{ts,tsx}').flatMap((file) =>
  toRoutes(file.split(sep).join('/')),
);

const functions = readdirSync('netlify/functions').map((file) => basename(file, '.ts'));

const isBelow = (path: string, area: string) => path.startsWith(`${area}/`);

/** Files of app/ that the table does not name, each with the line to add. */
function missingAreas(found: readonly Route[]): string[] {
  const nested = Object.keys(AREAS).filter((area) => AREAS[area]?.nested === true);
  return found
    .filter(({ path }) => !Object.hasOwn(AREAS, path) && !nested.some((area) => isBelow(path, area)))
    .map(({ file, path }) => {
      const access = file.includes('(signed-in)') ? 'signed-in' : 'public';
      const noPage = /\/route\.tsx?$/.test(file) ? ', page: false' : '';
      return `${file} is in no area. Add to ${TABLE}:  '${path}': { access: '${access}'${noPage} },`;
    });
}

/** Functions that neither an area nor OTHER_FUNCTIONS names. */
function missingFunctions(found: readonly string[]): string[] {
  const named = [...Object.values(AREAS).flatMap((area) => area.functions ?? []), ...OTHER_FUNCTIONS];
  return found
    .filter((name) => !named.includes(name))
    .map(
      (name) =>
        `netlify/functions/${name}.ts belongs to no area. Add \`functions: ['${name}']\` to its line in ${TABLE}.`,
    );
}

describe('the table of areas', () => {
  it('has a line for each page and route handler', () => {
    expect(routes.length).toBeGreaterThan(15);
    expect(missingAreas(routes)).toEqual([]);
  });

  it('names a missing page and the line to add', () => {
    const added = ['app/(signed-in)/new-feature/page.tsx', 'app/(signed-in)/account/new-feature/page.tsx'];
    const handler = 'app/new-feature.json/route.ts';
    expect(missingAreas([...added, handler].flatMap(toRoutes))).toEqual([
      `${added[0]} is in no area. Add to config/areas.ts:  '/new-feature': { access: 'signed-in' },`,
      `${added[1]} is in no area. Add to config/areas.ts:  '/account/new-feature': { access: 'signed-in' },`,
      `${handler} is in no area. Add to config/areas.ts:  '/new-feature.json': { access: 'public', page: false },`,
    ]);
  });

  it('names a missing page with a parameter', () => {
    for (const path of ['/[language]', `${LANDING_FOLDER}/[other]`, `${LANDING_ROUTE}/news`]) {
      const file = `app${path}/page.tsx`;
      expect(missingAreas(toRoutes(file))).toEqual([expect.stringContaining(`${file} is in no area.`)]);
    }
  });

  it('names each function, and reports a missing one', () => {
    expect(missingFunctions(functions)).toEqual([]);
    expect(missingFunctions(['new-feature'])).toEqual([
      "netlify/functions/new-feature.ts belongs to no area. Add `functions: ['new-feature']` to its line in config/areas.ts.",
    ]);
  });

  it('has no line without a page, and no function that does not exist', () => {
    const paths = routes.map(({ path }) => path);
    const stale = Object.keys(AREAS).filter(
      (area) => !paths.includes(area) && !paths.some((path) => AREAS[area]?.nested && isBelow(path, area)),
    );
    expect(stale).toEqual([]);
    const named = [...Object.values(AREAS).flatMap((area) => area.functions ?? []), ...OTHER_FUNCTIONS];
    expect(named.filter((name) => !functions.includes(name))).toEqual([]);
  });

  it('requires a session exactly for the pages of app/(signed-in)', () => {
    for (const { file, path } of routes) {
      const behindSignIn = ['signed-in', 'admin'].includes(areaOf(path)?.access ?? '');
      expect([file, behindSignIn]).toEqual([file, file.includes('(signed-in)')]);
    }
  });

  it('knows the files at the root of the site', () => {
    expect([...readdirSync('public'), 'icon.svg'].map((file) => `/${file}`).sort()).toEqual(STATIC_FILES);
  });
});

describe('areaOf', () => {
  it.each([
    ['/account', 'signed-in'],
    ['/account/none', 'signed-in'],
    ['/account-deleted', 'public'],
    ['/forbidden/index.htm', 'status'],
    ['/accounts', undefined],
    ['/no-such-page', undefined],
  ])('finds the area of %s', (path, access) => {
    expect(areaOf(path)?.access).toBe(access);
  });
});

it('every language has a landing page', () => {
  const landings = Object.keys(AREAS).filter((path) => AREAS[path]?.landing === true);
  expect(landings).toEqual(TRANSLATED_LANGUAGES.map((code) => `/${code}`));
});

describe('the navigation', () => {
  it('links to areas of administrators only for them', () => {
    const adminPaths = Object.keys(AREAS).filter((path) => AREAS[path]?.access === 'admin');
    const hrefs = (isAdmin: boolean) => navigationItems('site', { isAdmin }).map(({ href }) => href);
    expect(hrefs(false)).toEqual(expect.arrayContaining(['/session', '/account']));
    expect(hrefs(true).filter((path) => !hrefs(false).includes(path))).toEqual(adminPaths);
  });

  it('links to the page of a way to sign in only where users have it', () => {
    const hrefs = (methods: SignInMethod[]) =>
      navigationItems('account', { methods }).map(({ href }) => href);
    expect(hrefs(['password'])).not.toContain('/account/passkeys');
    expect(hrefs(['password', 'passkey'])).toContain('/account/passkeys');
  });

  it('marks the profile as current only on its own page', () => {
    const exact = navigationItems('account').filter((item) => item.exact);
    expect(exact).toEqual([{ href: '/account', label: 'Profile', exact: true }]);
    expect(navigationItems('site').filter((item) => item.exact)).toEqual([]);
  });
});

it('the sign-in page cannot have a path that is in use', () => {
  expect(TAKEN_PATHS).toEqual(
    expect.arrayContaining(['/session', '/account-deleted', '/de', LANDING_FOLDER, '/tokens.css', '/_next']),
  );
  expect(TAKEN_PATHS).not.toContain('/');
  expect(TAKEN_PATHS).not.toContain('/auth');
});

it('docs/reference/areas.md shows the table', () => {
  const lines = readFileSync('docs/reference/areas.md', 'utf8').split('\n');
  const cells = lines.filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1));
  const shown = cells.slice(2).map((row) => row.map((cell) => cell.trim()).join(' | '));
  const rows = Object.entries(AREAS).map(
    ([path, { access, links = {}, functions: needed = [], landing }]) => {
      const shownIn = Object.entries(links).map(([name, label]) => `${label} (${name})`);
      const code = needed.map((name) => `\`${name}\``);
      const shownPath = `\`${landing === true ? '/<language>' : path}\``;
      return [shownPath, access, shownIn.join(', '), code.join(', ')].join(' | ');
    },
  );
  // All landing pages are one row.
  expect(shown).toEqual([...new Set(rows)]);
});

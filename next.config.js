import { createHash } from 'node:crypto';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import createNextIntlPlugin from 'next-intl/plugin';
import { buildEnv } from './config/env/buildEnv.ts';
import { EnvError, getEnv } from './config/env/env.ts';
import { FORM_AREAS, LANDING_FOLDER, NOT_FOUND_PATH } from './config/areas.ts';
import { translatedLandings } from './config/languages.ts';
import { FORM_RELAY_PATH, RELAYED_WHERE } from './config/formRelay.ts';
import { LOGIN_SCREENS } from './config/supertokens/loginScreens.ts';
import {
  CSP_HEADER,
  MAILED_LINK_HEADERS,
  SCRIPTLESS_POLICY,
  SECURITY_HEADERS,
} from './config/security/securityHeaders.ts';
import { FILES as STYLED } from './scripts/compact-styles.cjs';
import { FILES as WITH_DEBUG_LOGS } from './scripts/no-debug-logs.cjs';
import { COMPILED } from './scripts/shared-helpers.cjs';
import { FILES as WITH_UNUSED } from './scripts/unused-functions.cjs';
import { FILES as UNUSED } from './scripts/unused-in-browser.cjs';

/** The folder below app/ with the sign-in page, wherever WEBSITE_BASE_PATH puts it. */
const AUTH_FOLDER = '/auth';

function envOrExit() {
  try {
    return getEnv();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

const { websiteBasePath, languages } = envOrExit();
const moved = websiteBasePath !== AUTH_FOLDER;
const SCREENS = Object.keys(LOGIN_SCREENS).filter(Boolean).join('|');

const FORM_PAGES = [...FORM_AREAS, websiteBasePath].map((area) => `${area}/:path*`);

/** Paths that are not pages. */
const FILES = ['/_next/:path*', '/icon.svg', ...readdirSync('public').map((file) => `/${file}`)];

/** @param {Record<string, string>} table */
const pairs = (table) => Object.entries(table).map(([key, value]) => ({ key, value }));

/**
 * Matches modules by the end of their path, in builds for the browser.
 *
 * @param {string[]} files
 * @returns {import('next/dist/server/config-shared').TurbopackRuleCondition}
 */
const inBrowser = (files) => ({ all: ['browser', { path: new RegExp(`/(?:${files.join('|')})$`) }] });

/**
 * A loader with its own hash as an option: the cache of builds would not notice that the loader has changed.
 *
 * @param {string} name of a file in scripts/
 */
function loader(name) {
  const path = `./scripts/${name}.cjs`;
  const content = readFileSync(new URL(path, import.meta.url));
  return { loader: path, options: { hash: createHash('sha256').update(content).digest('hex') } };
}

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  env: { BUILD_ENV: buildEnv(), PUBLIC_SITE_LANGUAGES: languages.join(',') },
  reactStrictMode: true,
  // proxy.ts redirects these with all headers, which Next's own redirect lacks.
  skipTrailingSlashRedirect: true,
  // No page optimizes images at run time, so the server handler omits sharp and libvips: 14.6 MB → 5.0 MB.
  images: { unoptimized: true },
  outputFileTracingExcludes: {
    '*': [
      '**/node_modules/@img/**',
      '**/node_modules/sharp/**',
      '**/capsize-font-metrics.json',
      // For the experimental React, which no page uses.
      '**/next/dist/compiled/next-server/*-experimental.runtime.prod.js',
      // For other runtimes, for `next dev`, and for downloads during a build.
      '**/react-dom/cjs/react-dom-server.browser.production.js',
      '**/next/dist/server/dev/hot-reloader-{turbopack,webpack,rspack}.js',
      '**/next/dist/compiled/tar/**',
      // What pages do not read in the folder of messages.
      'config/messages/**/*.ts',
      'config/messages/*/{*mail,function-pages}.json',
    ],
  },
  // Pages read their texts from these files (config/messages/readMessages.ts).
  outputFileTracingIncludes: { '*': ['config/messages/*/*.json'] },
  // A cold start loads only the requested page.
  experimental: { preloadEntriesOnStart: false },
  // scripts/build.ts checks the types of what is deployed; Next would also check the tests and the local
  // core.
  typescript: { ignoreBuildErrors: true },
  turbopack: {
    root: import.meta.dirname,
    rules: {
      '*.js': [
        { condition: inBrowser(UNUSED), loaders: [loader('unused-in-browser')] },
        { condition: inBrowser(STYLED), loaders: [loader('compact-styles')] },
        { condition: inBrowser(WITH_UNUSED), loaders: [loader('unused-functions')] },
        { condition: inBrowser(WITH_DEBUG_LOGS), loaders: [loader('no-debug-logs')] },
        {
          condition: inBrowser(COMPILED.map((folder) => `${folder}/.+\\.js`)),
          loaders: [loader('shared-helpers')],
        },
      ],
    },
  },
  headers: () => [
    { source: '/:path*', headers: pairs(SECURITY_HEADERS) },
    {
      source: `${websiteBasePath}/:screen(reset-password|verify-email)`,
      headers: pairs(MAILED_LINK_HEADERS),
    },
    // Pages get theirs from proxy.ts, prerendered ones at the end of the build.
    ...FILES.map((source) => ({ source, headers: pairs({ [CSP_HEADER]: SCRIPTLESS_POLICY }) })),
  ],
  redirects: () =>
    moved
      ? [{ source: `${AUTH_FOLDER}/:path*`, destination: `${websiteBasePath}/:path*`, permanent: false }]
      : [],
  rewrites: () => ({
    beforeFiles: [
      // A form without JavaScript: Next answers an unknown action with a line of plain text.
      ...FORM_PAGES.map((source) => ({
        source,
        ...RELAYED_WHERE,
        destination: FORM_RELAY_PATH,
      })),
      // Before the next rule: each rule applies to the result of those above it.
      { source: `${LANDING_FOLDER}/:path*`, destination: NOT_FOUND_PATH },
      // The landing page is at `/` in the default language. A parameter keeps its case: `/DE` is no page.
      ...translatedLandings(languages).map((code) => ({
        source: `/:language(${code})`,
        destination: `${LANDING_FOLDER}/:language`,
      })),
      { source: `${websiteBasePath}/:path((?!(?:${SCREENS})$).+)`, destination: NOT_FOUND_PATH },
    ],
    afterFiles: moved ? [{ source: `${websiteBasePath}/:path*`, destination: `${AUTH_FOLDER}/:path*` }] : [],
    // A 404 that a page throws has no content without scripts, and app/not-found.tsx has one language.
    fallback: [{ source: '/:path*', destination: NOT_FOUND_PATH }],
  }),
};

const MESSAGES = globSync('config/messages/en/*.json');

// In development the plugin listens for the end of the process once for each file, and more than ten
// listeners count as a leak.
process.setMaxListeners(process.getMaxListeners() + MESSAGES.length);

const withTranslations = createNextIntlPlugin({
  requestConfig: './app/_server/translationSettings.ts',
  experimental: {
    // Writes the type of each message, so that TypeScript checks keys and parameters.
    createMessagesDeclaration: MESSAGES,
  },
});

export default withTranslations(config);

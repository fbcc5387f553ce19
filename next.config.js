import { readdirSync } from 'node:fs';
import { buildEnv } from './config/env/buildEnv.ts';
import { EnvError, getEnv } from './config/env/env.ts';
import { FORM_AREAS } from './config/areas.ts';
import { FORM_RELAY_PATH, RELAYED_WHERE } from './config/formRelay.ts';
import { LOGIN_SCREENS } from './config/supertokens/loginScreens.ts';
import {
  CSP_HEADER,
  MAILED_LINK_HEADERS,
  SCRIPTLESS_POLICY,
  SECURITY_HEADERS,
} from './config/security/securityHeaders.ts';
import { FILES as STYLED } from './scripts/compact-styles.cjs';
import { FILES as UNUSED } from './scripts/unused-in-browser.cjs';

/** The folder under app/ that holds the log-in page, whatever address WEBSITE_BASE_PATH gives it. */
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

const { websiteBasePath } = envOrExit();
const moved = websiteBasePath !== AUTH_FOLDER;
const SCREENS = Object.keys(LOGIN_SCREENS).filter(Boolean).join('|');

const FORM_PAGES = [...FORM_AREAS, websiteBasePath].map((area) => `${area}/:path*`);

/** What is no page. */
const FILES = ['/_next/:path*', '/icon.svg', ...readdirSync('public').map((file) => `/${file}`)];

/** @param {Record<string, string>} table */
const pairs = (table) => Object.entries(table).map(([key, value]) => ({ key, value }));

/**
 * Modules by the end of their paths, where they are built for a browser.
 *
 * @param {string[]} files
 * @returns {import('next/dist/server/config-shared').TurbopackRuleCondition}
 */
const inBrowser = (files) => ({ all: ['browser', { path: new RegExp(`/(?:${files.join('|')})$`) }] });

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  env: { BUILD_ENV: buildEnv() },
  reactStrictMode: true,
  // proxy.ts redirects these, with every header: Next's own redirect has none of them.
  skipTrailingSlashRedirect: true,
  // No page optimises images at run time, so the server handler does without sharp and libvips: 14.6 MB → 5.0 MB.
  images: { unoptimized: true },
  outputFileTracingExcludes: {
    '*': ['**/node_modules/@img/**', '**/node_modules/sharp/**', '**/capsize-font-metrics.json'],
  },
  // A cold start loads the one page that it was started for.
  experimental: { preloadEntriesOnStart: false },
  // scripts/build.ts checks the types of what is deployed; Next would also check the tests and the local core.
  typescript: { ignoreBuildErrors: true },
  turbopack: {
    root: import.meta.dirname,
    rules: {
      '*.js': [
        { condition: inBrowser(UNUSED), loaders: ['./scripts/unused-in-browser.cjs'] },
        { condition: inBrowser(STYLED), loaders: ['./scripts/compact-styles.cjs'] },
      ],
    },
  },
  headers: () => [
    { source: '/:path*', headers: pairs(SECURITY_HEADERS) },
    {
      source: `${websiteBasePath}/:screen(reset-password|verify-email)`,
      headers: pairs(MAILED_LINK_HEADERS),
    },
    // Pages get theirs from proxy.ts, or at the end of the build where they are rendered before.
    ...FILES.map((source) => ({ source, headers: pairs({ [CSP_HEADER]: SCRIPTLESS_POLICY }) })),
  ],
  redirects: () =>
    moved
      ? [{ source: `${AUTH_FOLDER}/:path*`, destination: `${websiteBasePath}/:path*`, permanent: false }]
      : [],
  rewrites: () => ({
    beforeFiles: [
      // A form sent without JavaScript: Next answers one whose action is gone with a line of plain text.
      ...FORM_PAGES.map((source) => ({
        source,
        ...RELAYED_WHERE,
        destination: FORM_RELAY_PATH,
      })),
      // A 404 that a page throws has no content until scripts run; this one is made at build time.
      { source: `${websiteBasePath}/:path((?!(?:${SCREENS})$).+)`, destination: '/_not-found' },
    ],
    afterFiles: moved ? [{ source: `${websiteBasePath}/:path*`, destination: `${AUTH_FOLDER}/:path*` }] : [],
    fallback: [],
  }),
};

export default config;

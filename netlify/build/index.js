import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CSP_HEADER, SCRIPTLESS_POLICY, SECURITY_HEADERS } from '../../config/security/securityHeaders.ts';
import { bundleFunctions } from './bundle.ts';
import { checkCore } from './coreCheck.ts';
import { describeMail } from './mailCheck.ts';

/** What Netlify's build does for this application beside what every Next.js site gets. See docs/decisions/004. */
export async function onPreBuild({ utils }) {
  const { problem, note } = await checkCore();
  if (problem !== undefined) return utils.build.failBuild(problem);
  console.log(note);
  console.log(describeMail());
}

/** Files that Netlify serves itself, past Next and the functions. */
const filePaths = () => ['/_next/*', ...readdirSync('public').map((file) => `/${file}`)];

/** Puts small bundles in the place of the sources, before Netlify packs the functions. */
export async function onBuild({ constants, netlifyConfig }) {
  const target = join('.netlify', 'functions-bundled');
  await bundleFunctions(constants.FUNCTIONS_SRC ?? join('netlify', 'functions'), target);
  netlifyConfig.functions.directory = target;
  netlifyConfig.functions['*'].node_bundler = 'none';
  const values = { ...SECURITY_HEADERS, [CSP_HEADER]: SCRIPTLESS_POLICY };
  netlifyConfig.headers = [...netlifyConfig.headers, ...filePaths().map((path) => ({ for: path, values }))];
}

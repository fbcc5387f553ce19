import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CSP_HEADER, SCRIPTLESS_POLICY, SECURITY_HEADERS } from '../../config/security/securityHeaders.ts';
import { parseBuildEnv } from '../../config/env/startEnv.ts';
import { bundleFunctions } from './bundle.ts';
import { checkCore } from './coreCheck.ts';
import { describeDatabase } from './databaseCheck.ts';
import { describeMail } from './mailCheck.ts';
import { wrapServerHandler } from './serverHandler.ts';

/** The build plugin of this app. See docs/decisions/004. */
export async function onPreBuild({ utils }) {
  const { problem, note } = await checkCore();
  if (problem !== undefined) return utils.build.failBuild(problem);
  console.log(note);
  const { env, notes } = parseBuildEnv();
  for (const line of notes) console.log(line);
  console.log(describeMail());
  console.log(await describeDatabase(env.signInMethods));
}

/** Files that Netlify serves without Next and the functions. */
const filePaths = () => ['/_next/*', ...readdirSync('public').map((file) => `/${file}`)];

/**
 * Wraps the server handler, and replaces the sources of the functions by small bundles, before Netlify packs
 * them.
 */
export async function onBuild({ constants, netlifyConfig }) {
  const target = join('.netlify', 'functions-bundled');
  await wrapServerHandler(constants.INTERNAL_FUNCTIONS_SRC);
  await bundleFunctions(constants.FUNCTIONS_SRC ?? join('netlify', 'functions'), target);
  netlifyConfig.functions.directory = target;
  netlifyConfig.functions['*'].node_bundler = 'none';
  const values = { ...SECURITY_HEADERS, [CSP_HEADER]: SCRIPTLESS_POLICY };
  netlifyConfig.headers = [...netlifyConfig.headers, ...filePaths().map((path) => ({ for: path, values }))];
}

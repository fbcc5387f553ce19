import { join } from 'node:path';
import { bundleFunctions } from './bundle.ts';
import { checkCore } from './coreCheck.ts';

/** What Netlify's build does for this application beside what every Next.js site gets. See docs/decisions/070. */
export async function onPreBuild({ utils }) {
  const { problem, note } = await checkCore();
  if (problem !== undefined) utils.build.failBuild(problem);
  else console.log(note);
}

/** Puts small bundles in the place of the sources, before Netlify packs the functions. */
export async function onBuild({ constants, netlifyConfig }) {
  const target = join('.netlify', 'functions-bundled');
  await bundleFunctions(constants.FUNCTIONS_SRC ?? join('netlify', 'functions'), target);
  netlifyConfig.functions.directory = target;
  netlifyConfig.functions['*'].node_bundler = 'none';
}

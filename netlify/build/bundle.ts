import { readFileSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import compress from '@zxcvbn-ts/dictionary-compression/compress';
import { buildEnv } from '../../config/env/buildEnv.ts';
import { COMMON_PASSWORDS } from '../password/passwordList.ts';
import { JOSE_MODULES } from './joseModules.ts';
import { SUBSTITUTES } from './substitutes.ts';

const replacementsFolder = join(import.meta.dirname, 'replacements');

/**
 * Replaced dependencies of the SDK that do nothing in a Netlify function. The reason for each is in
 * docs/decisions/004-bundle-functions-before-netlify-packs-them.md.
 */
const replacements = {
  'cross-fetch': 'fetch.ts',
  pako: 'inflate.ts',
  'libphonenumber-js/max': 'phoneNumbers.ts',
  tldts: 'publicSuffixes.ts',
} as const;

type Replaced = keyof typeof replacements;

/**
 * Replaced only for the common code of the SDK and for Passwordless, which sends codes to email addresses
 * alone: recipes with phone numbers get the real library.
 */
const COMMON_CODE =
  /supertokens-node[\\/]lib[\\/]build[\\/](user|utils|querier|framework[\\/]utils|recipe[\\/]passwordless[\\/].+)\.js$/;

/** Node modules that load slowly and that most cold starts do not need. */
const LATE = /^https?$/;
const JOSE = /[\\/]jose[\\/]dist[\\/]node[\\/]cjs[\\/]runtime[\\/]fetch_jwks\.js$/;

const joseExport = ([name, path]: [string, string]) =>
  `exports.${name} = require('./${path}')${name === 'errors' ? '' : `.${name}`};`;

/**
 * Gives the SDK and the functions one copy of jose, reduced to what they import. Its entry requires all
 * modules, including encryption, and a CommonJS module cannot be tree-shaken.
 */
const withOneJose: esbuild.Plugin = {
  name: 'with-one-jose',
  setup(build) {
    const sdk = createRequire(import.meta.url).resolve('supertokens-node');
    const resolveDir = dirname(createRequire(sdk).resolve('jose'));
    build.onResolve({ filter: /^jose$/ }, () => ({ path: 'jose', namespace: 'one-jose' }));
    build.onLoad({ filter: /^jose$/, namespace: 'one-jose' }, () => ({
      contents: Object.entries(JOSE_MODULES).map(joseExport).join('\n'),
      resolveDir,
    }));
  },
};

const withSubstitutes: esbuild.Plugin = {
  name: 'with-substitutes',
  setup(build) {
    for (const { path, importer, file } of SUBSTITUTES)
      build.onResolve({ filter: path }, (asked) =>
        importer.test(asked.importer) ? { path: join(replacementsFolder, file) } : undefined,
      );
  },
};

/** The filtered list of common passwords, a fifth as large as its source. */
const withChosenPasswords: esbuild.Plugin = {
  name: 'with-chosen-passwords',
  setup(build) {
    build.onLoad({ filter: /[\\/]password[\\/]passwordList\.ts$/ }, ({ path }) => ({
      contents: [
        "import decompress from '@zxcvbn-ts/dictionary-compression/decompress';",
        `export const COMMON_PASSWORDS = decompress(${JSON.stringify(compress(COMMON_PASSWORDS.toSorted()))});`,
      ].join('\n'),
      resolveDir: dirname(path),
    }));
  },
};

function replacing(modules: readonly Replaced[]): esbuild.Plugin {
  return {
    name: 'replacements',
    setup(build) {
      build.onResolve({ filter: LATE }, ({ path, importer }) =>
        JOSE.test(importer) ? { path: join(replacementsFolder, `${path}.ts`) } : undefined,
      );
      build.onResolve({ filter: new RegExp(`^(${modules.join('|')})$`) }, ({ path, importer }) =>
        COMMON_CODE.test(importer)
          ? { path: join(replacementsFolder, replacements[path as Replaced]) }
          : undefined,
      );
    },
  };
}

/** CommonJS dependencies in an ES module need `require`. */
const banner =
  "import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);";

const webHandler = resolve(import.meta.dirname, '../platform/deploy/webHandler.ts');

/**
 * Netlify takes a function that exports `handler` for one with the Lambda signature, so it is not exported
 * here.
 */
function deployedEntry(source: string): string {
  const imported = JSON.stringify(source);
  const hasConfig = /^export const config\b/m.test(readFileSync(source, 'utf8'));
  return [
    `import { handler } from ${imported};`,
    `import { toWebHandler } from ${JSON.stringify(webHandler)};`,
    'export default toWebHandler(handler);',
    ...(hasConfig ? [`export { config } from ${imported};`] : []),
  ].join('\n');
}

/**
 * What `netlify dev` calls in its own process; it starts a worker thread for each call of a default export.
 */
const localEntry = (source: string) => `export { handler } from ${JSON.stringify(source)};`;

const entries = { deployed: deployedEntry, local: localEntry };

type Entry = keyof typeof entries;

const sharedOptions = (modules: readonly Replaced[]) =>
  ({
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    legalComments: 'none',
    metafile: true,
    define: { 'process.env.BUILD_ENV': JSON.stringify(buildEnv()) },
    logLevel: 'error',
    banner: { js: banner },
    plugins: [replacing(modules), withSubstitutes, withChosenPasswords, withOneJose],
  }) satisfies esbuild.BuildOptions;

function bundle(source: string, target: string, modules: readonly Replaced[], entry: Entry) {
  const name = basename(source, '.ts');
  return esbuild.build({
    ...sharedOptions(modules),
    stdin: {
      contents: entries[entry](source),
      resolveDir: dirname(source),
      sourcefile: `${name}.${entry}.js`,
    },
    outfile: join(target, `${name}.mjs`),
    minify: true,
  });
}

type Built = esbuild.BuildResult<{ metafile: true }>;

function holds({ metafile }: Built, packageName: string): boolean {
  return Object.keys(metafile.inputs).some((path) => path.includes(`node_modules/${packageName}/`));
}

async function sourcesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith('.ts')).map((file) => resolve(folder, file));
}

async function withNeededLibraries(build: (modules: readonly Replaced[]) => Promise<Built>): Promise<Built> {
  const modules = Object.keys(replacements) as Replaced[];
  const built = await build(modules);
  if (!holds(built, 'libphonenumber-js')) return built;
  // A recipe needs phone numbers, so the common code gets the real library, too.
  return build(modules.filter((name) => name !== 'libphonenumber-js/max'));
}

/**
 * Bundles each function of a folder into one self-contained file.
 *
 * @param source folder with one TypeScript file per function
 * @param target folder for the bundles; its content is removed first
 * @param entry `deployed` for the default export that Netlify deploys
 *   (docs/decisions/053-wrap-functions-for-the-deploy.md),
 *   `local` for the handler that `netlify dev` calls
 * (docs/decisions/057-serve-bundled-functions-from-a-build.md)
 * @returns the files that went into the bundles
 * @throws esbuild's BuildFailure
 */
export async function bundleFunctions(
  source: string,
  target: string,
  entry: Entry = 'deployed',
): Promise<string[]> {
  rmSync(target, { recursive: true, force: true });
  const inputs = new Set<string>();
  for (const path of await sourcesIn(source)) {
    const built = await withNeededLibraries((modules) => bundle(path, target, modules, entry));
    for (const input of Object.keys(built.metafile.inputs)) inputs.add(input);
  }
  return [...inputs];
}

/**
 * Bundles the functions of a folder for development: all at once, because esbuild then reads each file once,
 * with readable code and source maps.
 *
 * @returns the files that went into the bundles
 * @throws esbuild's BuildFailure
 */
export async function bundleForDevelopment(source: string, target: string): Promise<string[]> {
  const entryPoints = await sourcesIn(source);
  const built = await withNeededLibraries((modules) =>
    esbuild.build({
      ...sharedOptions(modules),
      entryPoints,
      outdir: target,
      outExtension: { '.js': '.mjs' },
      sourcemap: 'linked',
      sourcesContent: false,
    }),
  );
  return Object.keys(built.metafile.inputs);
}

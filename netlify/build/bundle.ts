import { rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import compress from '@zxcvbn-ts/dictionary-compression/compress';
import { buildEnv } from '../../config/env/buildEnv.ts';
import { COMMON_PASSWORDS } from '../password/passwordList.ts';
import { JOSE_MODULES } from './joseModules.ts';

const replacementsFolder = join(import.meta.dirname, 'replacements');

/**
 * Parts of the SDK's dependencies that do nothing in a Netlify function, each with what stands in for it. Why each may
 * go: docs/decisions/004-bundle-functions-before-netlify-packs-them.md.
 */
const replacements = {
  'cross-fetch': 'fetch.ts',
  pako: 'inflate.ts',
  'libphonenumber-js/max': 'phoneNumbers.ts',
  tldts: 'publicSuffixes.ts',
} as const;

type Replaced = keyof typeof replacements;

/** Only where the SDK's common code asks: a recipe that works with phone numbers gets the real library. */
const COMMON_CODE = /supertokens-node[\\/]lib[\\/]build[\\/](user|utils|querier|framework[\\/]utils)\.js$/;

/** Parts of Node that take a while to load and that most cold starts do without. */
const LATE = /^https?$/;
const JOSE = /[\\/]jose[\\/]dist[\\/]node[\\/]cjs[\\/]runtime[\\/]fetch_jwks\.js$/;

const joseExport = ([name, path]: [string, string]) =>
  `exports.${name} = require('./${path}')${name === 'errors' ? '' : `.${name}`};`;

/**
 * Gives the SDK and the functions one copy of jose, the SDK's, without what neither imports. Its entry requires every
 * module, encryption too, and a CommonJS module cannot be tree-shaken.
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

/** A module that importers of one package get another one for. */
interface Substitute {
  /** The path as it is imported. */
  path: RegExp;
  importer: RegExp;
  /** A file in the folder of the replacements. */
  file: string;
}

const substitutes: readonly Substitute[] = [
  // The service by which each recipe would hand its mails to the vendor of the SDK, if it had none of ours.
  {
    path: /\/emaildelivery\/services\/backwardCompatibility$/,
    importer: /[\\/]supertokens-node[\\/]/,
    file: 'vendorMail.ts',
  },
  // The table of file types by name, for attachments without a type.
  { path: /^\.\/mime-types$/, importer: /[\\/]nodemailer[\\/]/, file: 'mimeTypes.ts' },
];

const withSubstitutes: esbuild.Plugin = {
  name: 'with-substitutes',
  setup(build) {
    for (const { path, importer, file } of substitutes)
      build.onResolve({ filter: path }, (asked) =>
        importer.test(asked.importer) ? { path: join(replacementsFolder, file) } : undefined,
      );
  },
};

/** The list of common passwords as it is when it has been chosen from, a fifth as large as the one that it comes from. */
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

/** CommonJS dependencies inside an ES module look for `require`. */
const banner =
  "import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);";

function bundle(entryPoint: string, target: string, modules: readonly Replaced[]) {
  return esbuild.build({
    entryPoints: [entryPoint],
    outdir: target,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minify: true,
    legalComments: 'none',
    metafile: true,
    define: { 'process.env.BUILD_ENV': JSON.stringify(buildEnv()) },
    logLevel: 'error',
    banner: { js: banner },
    plugins: [replacing(modules), withSubstitutes, withChosenPasswords, withOneJose],
  });
}

function holds({ metafile }: esbuild.BuildResult<{ metafile: true }>, packageName: string): boolean {
  return Object.keys(metafile.inputs).some((path) => path.includes(`node_modules/${packageName}/`));
}

/**
 * Bundles each function of a folder into one file that needs nothing else.
 *
 * @param source folder with one TypeScript file a function
 * @param target folder for the bundles; what is in it is removed first
 * @throws esbuild's BuildFailure
 */
export async function bundleFunctions(source: string, target: string): Promise<void> {
  rmSync(target, { recursive: true, force: true });
  const files = (await readdir(source)).filter((file) => file.endsWith('.ts'));
  const modules = Object.keys(replacements) as Replaced[];
  for (const file of files) {
    const entryPoint = resolve(source, file);
    const built = await bundle(entryPoint, target, modules);
    // A recipe brought the phone numbers in, so the common code is to know them too.
    if (holds(built, 'libphonenumber-js')) {
      await bundle(
        entryPoint,
        target,
        modules.filter((name) => name !== 'libphonenumber-js/max'),
      );
    }
  }
}

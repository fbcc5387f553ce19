const { dirname, join, relative } = require('node:path');

/** The packages of the browser SDK whose modules were compiled by TypeScript to ES5. */
const COMPILED = ['supertokens-website/lib/build', 'supertokens-web-js/lib/build', 'browser-tabs-lock'];

const SHARED = join(__dirname, '..', 'components', 'sign-in', 'typescriptHelpers.ts');

const NAMES = '__(?:assign|awaiter|extends|generator)';

/** Where a helper is written on lines of its own, which a formatter has indented, and where it is not. */
const HELPERS = [
  new RegExp(String.raw`^var (${NAMES}) =\n    \(this && this\.\1\) \|\|\n[^]*?\n    \}(?:\)\(\))?;$`, 'gm'),
  new RegExp(String.raw`^var (${NAMES}) = \(this && this\.\1\) \|\| [^]*?\n\}(?:\)\(\))?;$`, 'gm'),
];

const OWN_HELPER = new RegExp(String.raw`\bthis\.${NAMES}\b`);

/**
 * A loader that takes the functions that TypeScript writes into each module from one place;
 * docs/decisions/020 explains why.
 *
 * @this {{ resourcePath: string }}
 * @param {string} source
 * @returns {string} the same module, which requires its helpers
 * @throws Error if a helper is written in another way
 */
module.exports = function sharedHelpers(source) {
  const path = relative(dirname(this.resourcePath), SHARED).replaceAll('\\', '/');
  const shared = HELPERS.reduce(
    (text, helper) => text.replace(helper, (_, name) => `var ${name} = require('${path}').${name};`),
    source,
  );
  if (OWN_HELPER.test(shared))
    throw new Error(`${this.resourcePath} has helpers of another form: see scripts/shared-helpers.cjs.`);
  return shared;
};
module.exports.COMPILED = COMPILED;

'use strict';
const { readFileSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');

/** The style sheet that all parts of the widget begin with, and the one that repeats and extends it. */
const COMMON = 'index2.js';
const EXTENDED = 'emailverification-shared2.js';

const FILES = [COMMON, EXTENDED].map((file) => `supertokens-auth-react/lib/build/${file}`);

const STYLES = /(?=\bvar (styles(?:\$\d+)?))(\bvar styles(?:\$\d+)? =\s*')((?:[^'\\]|\\.)*)(';)/g;

/** @param {string} text of a style sheet, as it is written in a string */
const compact = (text) => text.replace(/\/\*.*?\*\//g, '').replace(/(?:\\n\s*)+/g, ' ');

/**
 * Returns a module with short style sheets. A second sheet that is the same refers to the first.
 *
 * @param {string} source
 */
function compacted(source) {
  let first;
  return source.replace(STYLES, (_, name, before, text, after) => {
    if (first?.text === text) return `var ${name} = ${first.name};`;
    first ??= { name, text };
    return before + compact(text) + after;
  });
}

/** @param {string} path of the module with the common style sheet */
function commonSheet(path) {
  const sheets = new Set(
    [...readFileSync(path, 'utf8').matchAll(STYLES)].map(([, , , text]) => compact(text)),
  );
  const [sheet] = sheets;
  if (sheets.size !== 1 || sheet === undefined) throw new Error(`${path} has ${sheets.size} style sheets.`);
  return sheet;
}

/**
 * Replaces the beginning of a style sheet by a reference to the common one.
 *
 * @param {string} source with short style sheets
 * @param {string} common
 */
function withReference(source, common) {
  const [before, after, ...others] = source.split(common);
  if (after === undefined || others.length > 0)
    throw new Error(
      `${EXTENDED} does not have the styles of ${COMMON} once: see scripts/compact-styles.cjs.`,
    );
  return `${before}' + require('./${COMMON}').commonStyles + '${after}`;
}

/**
 * A loader that shortens the widget's style sheets: minifiers leave strings unchanged. It removes comments
 * and line breaks, and keeps once what two sheets have in common.
 *
 * @this {{ resourcePath: string }}
 * @param {string} source
 * @returns {string} the same module with shorter strings
 * @throws Error if the sheets have nothing in common any more
 */
module.exports = function compactStyles(source) {
  const short = compacted(source);
  if (basename(this.resourcePath) === COMMON) return `${short}\nexports.commonStyles = styles;\n`;
  return withReference(short, commonSheet(join(dirname(this.resourcePath), COMMON)));
};
module.exports.FILES = FILES;

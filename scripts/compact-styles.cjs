/** The modules of the widget that bring its style sheets, which are formatted and commented inside of a string. */
const FILES = ['index2.js', 'emailverification-shared2.js'].map(
  (file) => `supertokens-auth-react/lib/build/${file}`,
);

const STYLES = /(\bvar styles(?:\$\d+)? =\s*')((?:[^'\\]|\\.)*)(';)/g;

/** @param {string} text of a style sheet, as it is written in a string */
const compact = (text) => text.replace(/\/\*.*?\*\//g, '').replace(/(?:\\n\s*)+/g, ' ');

/**
 * A loader that takes comments and line breaks out of the widget's style sheets: minifiers leave strings alone.
 *
 * @param {string} source
 * @returns {string} the same module with shorter strings
 */
module.exports = function compactStyles(source) {
  return source.replace(STYLES, (_, before, text, after) => before + compact(text) + after);
};
module.exports.FILES = FILES;

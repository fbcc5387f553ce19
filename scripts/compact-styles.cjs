/** The modules of the widget with its style sheets, which are strings with formatting and comments. */
const FILES = ['index2.js', 'emailverification-shared2.js'].map(
  (file) => `supertokens-auth-react/lib/build/${file}`,
);

const STYLES = /(\bvar styles(?:\$\d+)? =\s*')((?:[^'\\]|\\.)*)(';)/g;

/** @param {string} text of a style sheet, as it is written in a string */
const compact = (text) => text.replace(/\/\*.*?\*\//g, '').replace(/(?:\\n\s*)+/g, ' ');

/**
 * A loader that removes comments and line breaks from the widget's style sheets: minifiers leave strings
 * unchanged.
 *
 * @param {string} source
 * @returns {string} the same module with shorter strings
 */
module.exports = function compactStyles(source) {
  return source.replace(STYLES, (_, before, text, after) => before + compact(text) + after);
};
module.exports.FILES = FILES;

/** The modules of the browser SDK with messages for debugging, which the sign-in page never switches on. */
const FILES = ['fetch.js', 'recipeImplementation.js'].map((file) => `supertokens-website/lib/build/${file}`);

const VALUE = String.raw`(?:"(?:[^"\\]|\\.)*"|JSON\.stringify\([\w.]+\)|[\w.]+)`;
const CONCATENATED = String.raw`\s*\.concat\(${VALUE}(?:,\s*${VALUE})*\)`;

/** A call of the logger with a message of strings and properties: to leave it out changes nothing else. */
const LOG_CALL = new RegExp(
  String.raw`\(0,\s*logger_1\.logDebugMessage\)\(\s*${VALUE}(?:${CONCATENATED}|\s*\+\s*${VALUE})*\s*\)`,
  'g',
);

/**
 * A loader that removes debug messages; docs/decisions/020 explains why.
 *
 * @param {string} source
 * @returns {string} the same module without calls of the logger
 * @throws Error if a message does more than read values, or there is none
 */
module.exports = function noDebugLogs(source) {
  const quiet = source.replace(LOG_CALL, 'void 0');
  if (quiet === source || quiet.includes('logger_1.'))
    throw new Error('The SDK writes its debug messages in another way: see scripts/no-debug-logs.cjs.');
  return quiet;
};
module.exports.FILES = FILES;

/** Explains to developers who use omitted code where to look. */
const isLeftOut = (what) =>
  `function () { throw new Error('${what} is left out of the login page: see scripts/unused-in-browser.cjs'); }`;

/** Code of the browser SDK that the sign-in page never calls, by file, with its replacement. */
const STAND_INS = {
  'supertokens-website/lib/build/axios.js': '',
  'supertokens-website/lib/build/xmlhttprequest.js': 'exports.addInterceptorsToXMLHttpRequest = () => {};',
  'supertokens-website/lib/build/processState.js':
    'exports.PROCESS_STATE = {}; exports.ProcessState = { getInstance: () => ({ addState() {} }) };',
  'supertokens-website/lib/build/claims/primitiveArrayClaim.js': `exports.PrimitiveArrayClaim = ${isLeftOut('PrimitiveArrayClaim')};`,
  'supertokens-web-js/lib/build/recipe/multitenancy/allowedDomainsClaim.js': '',
  'supertokens-web-js/lib/build/recipe/oauth2provider/index.js': `exports.init = ${isLeftOut('oauth2provider')};`,
  'supertokens-web-js/lib/build/recipe/multifactorauth/index.js': `exports.init = ${isLeftOut('multifactorauth')};`,
  'supertokens-auth-react/lib/build/oauth2provider-shared.js': `exports.OAuth2Provider = { getInstance() {}, init: ${isLeftOut('oauth2provider')} };`,
  'supertokens-auth-react/lib/build/multifactorauth-shared2.js': `exports.MultiFactorAuth = { getInstance() {}, init: ${isLeftOut('multifactorauth')} };`,
  'supertokens-auth-react/lib/build/multifactorauth-shared3.js': '',
  'supertokens-auth-react/lib/build/multifactorauth.js': '',
  'supertokens-web-js/lib/build/versionChecker.js': 'exports.isVersionCompatible = () => true;',
};

/**
 * A loader that replaces unused code on the sign-in page; docs/decisions/020 explains each case.
 *
 * @this {{ resourcePath: string }}
 * @returns {string} the replacement module
 * @throws Error if next.config.js sends a file here that is not in the table
 */
module.exports = function standIn() {
  const path = this.resourcePath.replaceAll('\\', '/');
  const found = Object.entries(STAND_INS).find(([file]) => path.endsWith(`/${file}`));
  if (found === undefined) throw new Error(`Nothing stands in for ${path}.`);
  return found[1];
};
module.exports.FILES = Object.keys(STAND_INS);

/**
 * Functions of the browser SDK that the sign-in page never calls, by file.
 *
 * @type {Record<string, string[]>}
 */
const UNUSED = {
  // Routes for react-router, the shadow DOM, a choice of first factors, and the header that
  // components/sign-in/overrides.tsx replaces.
  'supertokens-auth-react/lib/build/index2.js': [
    'WithShadowDom',
    'AuthPageHeader',
    'chooseComponentBasedOnFirstFactors',
    'getSuperTokensRoutesForReactRouterDom$1',
    'getSuperTokensRoutesForReactRouterDomV6',
    'UI.getSuperTokensRoutesForReactRouterDom',
  ],
  // Versions of plug-ins, tenants, a change of the language in the browser, and texts outside the widget.
  'supertokens-auth-react/lib/build/superTokens.js': [
    'isVersionCompatible',
    'hasIntersectingRecipes',
    'Multitenancy.getDynamicLoginMethods',
    'saveCurrentLanguage',
    'getTranslationFunction',
  ],
  'supertokens-auth-react/lib/build/utils.js': ['setFrontendCookie'],
  // Inputs and labels, which components/sign-in/fields.tsx replaces.
  'supertokens-auth-react/lib/build/emailpassword-shared6.js': ['Input', 'Label'],
  // Calls for forms of an app's own.
  'supertokens-auth-react/lib/build/emailpassword.js': [
    'Wrapper.signOut',
    'Wrapper.submitNewPassword',
    'Wrapper.sendPasswordResetEmail',
    'Wrapper.signUp',
    'Wrapper.signIn',
    'Wrapper.doesEmailExist',
    'Wrapper.getResetPasswordTokenFromURL',
  ],
  'supertokens-auth-react/lib/build/session.js': [
    'SessionAPIWrapper.getUserId',
    'SessionAPIWrapper.getAccessToken',
    'SessionAPIWrapper.getAccessTokenPayloadSecurely',
    'SessionAPIWrapper.doesSessionExist',
    'SessionAPIWrapper.validateClaims',
    'SessionAPIWrapper.getClaimValue',
  ],
  'supertokens-web-js/lib/build/recipe/multitenancy/recipeImplementation.js': ['getLoginMethods'],
  'supertokens-website/lib/build/recipeImplementation.js': ['addAxiosInterceptors'],
};

const REPLACEMENT = "throw new Error('Left out of the sign-in page: see scripts/unused-functions.cjs.');";

/** @param {string} text */
const escaped = (text) => text.replace(/[.$]/g, '\\$&');

/**
 * Replaces the body of one function. The SDK's files are formatted: a function ends at the first line with
 * the indentation of its head and a closing brace.
 *
 * @param {string} source
 * @param {string} name as at the function's definition: a declaration, an assignment or a property
 */
function withoutBody(source, name) {
  const head = `(?:function ${escaped(name)}|(?<![\\w.$])${escaped(name)}(?: =|:) function) ?\\([^{}]*\\) \\{\\n`;
  const whole = new RegExp(`^([ ]*)(?=\\S)((?:[^\\n]*?)${head})[^]*?\\n\\1\\}`, 'gm');
  let found = 0;
  const changed = source.replace(whole, (_, indent, start) => {
    found += 1;
    return `${indent}${start}${REPLACEMENT}\n${indent}}`;
  });
  if (found !== 1) throw new Error(`${name} is defined ${found} times: see scripts/unused-functions.cjs.`);
  return changed;
}

/**
 * A loader that empties unused functions on the sign-in page; docs/decisions/020 explains why. What only they
 * use goes, too: minifiers see that nothing refers to it.
 *
 * @this {{ resourcePath: string }}
 * @param {string} source
 * @returns {string} the same module, where the listed functions throw
 * @throws Error if a listed function is not there, or the file is not in the table
 */
module.exports = function unusedFunctions(source) {
  const path = this.resourcePath.replaceAll('\\', '/');
  const found = Object.entries(UNUSED).find(([file]) => path.endsWith(`/${file}`));
  if (found === undefined) throw new Error(`No functions of ${path} are listed.`);
  return found[1].reduce(withoutBody, source);
};
module.exports.UNUSED = UNUSED;
module.exports.FILES = Object.keys(UNUSED);

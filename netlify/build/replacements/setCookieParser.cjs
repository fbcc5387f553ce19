/**
 * In the place of the parser of Set-Cookie headers, which the SDK uses where it is an OAuth provider for
 * other sites. No function is one.
 */
module.exports = {};

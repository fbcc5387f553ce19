/**
 * In the place of the SDK's list of a tenant's providers, which its route of login methods reads. No function
 * has this route.
 */
module.exports = {};
